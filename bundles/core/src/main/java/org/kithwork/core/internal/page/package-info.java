/** Sealed cursors. */
@NullMarked
package org.kithwork.core.internal.page;

import org.jspecify.annotations.NullMarked;
