package org.kithwork.web.internal.http;

import java.time.Duration;
import java.util.Optional;
import org.kithwork.permission.Actor;
import org.kithwork.web.internal.CoreServices;

/**
 * Looks at a failed answer once more: a request that lost the race with a leaving module is told that the module is
 * away, and one that came before the platform was up that it starts; never that something broke or that there is
 * nothing.
 */
final class Aftermath {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final CoreServices core;
    private final ModuleGate gate;
    private final Resources resources;
    private final RestRuntime rest;

    Aftermath(CoreServices core, Guards guards) {
        this.core = core;
        this.gate = guards.gate();
        this.resources = guards.resources();
        this.rest = guards.rest();
    }

    /** What to answer instead, if anything. */
    Optional<Failure> instead(Exchange exchange, int status) {
        var word = exchange.target().word();
        var failed = status == 500 || exchange.defect().isPresent();
        if (word.isEmpty() || !(failed || exchange.isUnrouted())) {
            return strangersFirst(exchange);
        }
        var left = gate.refusal(word);
        if (left.isPresent()) {
            return left;
        }
        var known = core.moduleStates().map(states -> states.state(word).isPresent());
        if (resources.leftJustNow(word) && known.orElse(true)) {
            return Optional.of(Failure.notRunning(word, SOON));
        }
        if (exchange.isUnrouted() && known.orElse(false) && !rest.isServing(resources.servicesOf(word))) {
            return Optional.of(Failure.notRunning(word, SOON));
        }
        if (exchange.isUnrouted() && !resources.isServed(word)) {
            return strangersFirst(exchange)
                    .or(() -> Optional.of(
                            known.orElse(false) ? Failure.notRunning(word, SOON) : Failure.notInstalled(word)));
        }
        return strangersFirst(exchange);
    }

    /** A stranger does not learn what there is. */
    private Optional<Failure> strangersFirst(Exchange exchange) {
        if (!exchange.isUnrouted()) {
            return Optional.empty();
        }
        if (!rest.isComplete()) {
            return Optional.of(Failure.starting());
        }
        return exchange.actor().kind() == Actor.Kind.PUBLIC ? Optional.of(Failure.ofStatus(401)) : Optional.empty();
    }
}
