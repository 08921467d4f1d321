/** Exports in the shell. */
@NullMarked
package org.kithwork.core.internal.exporting.command;

import org.jspecify.annotations.NullMarked;
