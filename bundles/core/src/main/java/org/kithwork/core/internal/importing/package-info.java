/** Imports: a stored upload, read row by row, each row's result kept in the transaction of its effect. */
@NullMarked
package org.kithwork.core.internal.importing;

import org.jspecify.annotations.NullMarked;
