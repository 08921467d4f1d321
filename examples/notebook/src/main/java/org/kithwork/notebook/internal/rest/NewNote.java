package org.kithwork.notebook.internal.rest;

import org.jspecify.annotations.Nullable;

/** The raw body of a POST. */
public record NewNote(@Nullable String text) {}
