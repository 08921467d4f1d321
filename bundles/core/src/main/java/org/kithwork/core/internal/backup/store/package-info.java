/** Copies a whole database, row by row and the same for both kinds, into a backup and out of it. */
@NullMarked
package org.kithwork.core.internal.backup.store;

import org.jspecify.annotations.NullMarked;
