/** The table of kept answers. */
@NullMarked
package org.kithwork.core.internal.answer.store;

import org.jspecify.annotations.NullMarked;
