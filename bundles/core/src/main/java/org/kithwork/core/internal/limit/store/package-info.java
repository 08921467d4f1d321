/** What was used of the limits, and the limits. */
@NullMarked
package org.kithwork.core.internal.limit.store;

import org.jspecify.annotations.NullMarked;
