package org.kithwork.core.internal.importing.reader;

import java.time.Instant;
import java.time.LocalDate;

/** A point of time from a cell; {@code dateOnly} when no time stood there and {@code at} is the start of that day. */
public record Moment(Instant at, LocalDate date, boolean dateOnly) {}
