/** The tables of outbound calls. */
@NullMarked
package org.kithwork.core.internal.outbound.store;

import org.jspecify.annotations.NullMarked;
