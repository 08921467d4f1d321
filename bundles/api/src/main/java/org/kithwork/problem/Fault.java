package org.kithwork.problem;

/**
 * One fault of the input.
 *
 * @param pointer JSON Pointer (RFC 6901) of the member at fault, such as {@code /contactPoints/0/value}
 */
public record Fault(String pointer, Message message) {}
