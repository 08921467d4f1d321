/** Which customers may be the same: their score, the search for all such pairs, the queue, and what people said of them. */
@NullMarked
package org.kithwork.core.internal.duplicate;

import org.jspecify.annotations.NullMarked;
