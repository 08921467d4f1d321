/** Backups in the shell. */
@NullMarked
package org.kithwork.core.internal.backup.command;

import org.jspecify.annotations.NullMarked;
