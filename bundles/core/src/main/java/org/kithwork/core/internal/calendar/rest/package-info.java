/** The endpoints of working days. */
@NullMarked
package org.kithwork.core.internal.calendar.rest;

import org.jspecify.annotations.NullMarked;
