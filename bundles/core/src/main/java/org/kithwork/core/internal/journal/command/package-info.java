/** The journal's commands of the shell. */
@NullMarked
package org.kithwork.core.internal.journal.command;

import org.jspecify.annotations.NullMarked;
