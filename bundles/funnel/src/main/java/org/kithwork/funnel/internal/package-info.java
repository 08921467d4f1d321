/** The sales funnel: pipelines with their stages, opportunities that go through them, and what is to be learned from that. */
@NullMarked
package org.kithwork.funnel.internal;

import org.jspecify.annotations.NullMarked;
