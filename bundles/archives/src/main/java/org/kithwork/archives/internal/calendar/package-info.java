/** Follow-ups in the calendar that somebody uses anyway. */
@NullMarked
package org.kithwork.archives.internal.calendar;

import org.jspecify.annotations.NullMarked;
