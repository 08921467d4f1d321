package org.kithwork.signal;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Reads signals from whichever modules offer them. */
@ProviderType
public interface Signals {

    /** The facts, by customer and time, and what could not be had. */
    Reading read(SignalQuery query);

    /** What is on offer at the moment. */
    Set<SignalType> offered();

    /**
     * What was read.
     *
     * @param absent the asked types that nobody offers at the moment: unknown, not zero
     */
    record Reading(List<Signal> signals, Set<String> absent) {

        public Reading {
            signals = List.copyOf(signals);
            absent = Set.copyOf(absent);
        }
    }
}
