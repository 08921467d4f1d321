package org.kithwork.importing;

/**
 * With what a row came in by itself.
 *
 * @param feed what people call that which brings rows, such as a feed or a till
 * @param delivery names what it brought the row in, such as a message or an order
 */
public record Arrival(String feed, String delivery) {}
