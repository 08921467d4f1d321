/** How long records are kept, and how they go when their time is over. */
@NullMarked
package org.kithwork.core.internal.retention;

import org.jspecify.annotations.NullMarked;
