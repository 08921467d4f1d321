package org.kithwork.customer;

/** A key of the customer in some scheme (a member card, a till's number); one value belongs to one customer. */
public record Identifier(String scheme, String value) {}
