package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a customer, in sentences, each with its evidence.
 *
 * @param from purchases and interactions since then were read
 * @param complete whether all of them were; else the newest 500 of a kind
 * @param traits what he said or lets conclude
 * @param needs what is open, and the special terms that hold
 * @param behaviour what he does
 * @param signals what was found in what he said, and nobody decided on yet
 */
public record Portrait(
        Instant from,
        boolean complete,
        List<PortraitLine> traits,
        List<PortraitLine> needs,
        List<PortraitLine> behaviour,
        List<PortraitLine> signals) {

    public Portrait {
        traits = List.copyOf(traits);
        needs = List.copyOf(needs);
        behaviour = List.copyOf(behaviour);
        signals = List.copyOf(signals);
    }
}
