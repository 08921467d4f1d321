package org.kithwork.signal;

/**
 * A kind of signal.
 *
 * @param name {@code what.happened}, without the module's word: who offers it may change
 * @param unit what the value counts, such as {@code money:default}, {@code points}, {@code none}
 */
public record SignalType(String name, String unit) {}
