package org.kithwork.core.internal.importing.reader;

/** The place of a row that was dealt with: its number, its line and its first byte. */
public record CsvPosition(long number, long line, long offset) {}
