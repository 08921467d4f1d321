/** The tables of working days. */
@NullMarked
package org.kithwork.core.internal.calendar.store;

import org.jspecify.annotations.NullMarked;
