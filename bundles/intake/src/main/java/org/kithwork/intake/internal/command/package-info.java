/** The module in the shell. */
@NullMarked
package org.kithwork.intake.internal.command;

import org.jspecify.annotations.NullMarked;
