/** The commands of working days. */
@NullMarked
package org.kithwork.core.internal.calendar.command;

import org.jspecify.annotations.NullMarked;
