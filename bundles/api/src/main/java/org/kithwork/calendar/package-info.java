/** The days on which the company works: weekdays, announced holidays and make-up days, and what the company says itself. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.calendar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
