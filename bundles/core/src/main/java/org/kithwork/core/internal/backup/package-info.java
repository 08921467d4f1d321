/** Backups: one encrypted file with all that an installation keeps, made while it works, proven by restoring it. */
@NullMarked
package org.kithwork.core.internal.backup;

import org.jspecify.annotations.NullMarked;
