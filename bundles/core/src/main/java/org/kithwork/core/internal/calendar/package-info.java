/** Working days and holidays: what was announced for a year, and what the company says otherwise. */
@NullMarked
package org.kithwork.core.internal.calendar;

import org.jspecify.annotations.NullMarked;
