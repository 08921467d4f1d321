package org.kithwork.saboteur.internal;

/** One effect of one event; handled twice, an event would have two. */
public record Effect(String id, String eventId, String type, String customerId) {}
