package org.kithwork.customer;

import org.jspecify.annotations.Nullable;

/** Who did something, as shown. */
public record ActorName(String id, @Nullable String name) {}
