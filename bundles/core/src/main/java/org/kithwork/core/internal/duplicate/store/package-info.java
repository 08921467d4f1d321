/** The rows of possible duplicates. */
@NullMarked
package org.kithwork.core.internal.duplicate.store;

import org.jspecify.annotations.NullMarked;
