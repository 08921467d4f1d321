package org.kithwork.core.internal.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.permission.AccessControl;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.Signals;
import org.kithwork.signal.spi.SignalSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers signals from the modules that are here. What nobody offers, and what a source failed to give, is absent:
 * half a type would look like a whole one.
 */
@Component(service = Signals.class)
public final class SignalReader implements Signals {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignalReader.class);
    private static final Comparator<Signal> ORDER = Comparator.comparing(
                    (Signal signal) -> signal.customer().value())
            .thenComparing(Signal::at)
            .thenComparing(Signal::type);

    private final AccessControl access;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    @Reference
    volatile List<SignalSource> sources = List.of();

    @Activate
    public SignalReader(@Reference AccessControl access) {
        this.access = access;
    }

    @Override
    public Reading read(SignalQuery query) {
        access.actor();
        var signals = new ArrayList<Signal>();
        var given = new HashSet<String>();
        var failed = new HashSet<String>();
        for (var source : sources) {
            var offered = asked(source, query);
            if (!offered.isEmpty()) {
                read(source, query, offered)
                        .ifPresentOrElse(
                                found -> {
                                    signals.addAll(found);
                                    given.addAll(offered);
                                },
                                () -> failed.addAll(offered));
            }
        }
        given.removeAll(failed);
        var absent = new HashSet<>(query.types());
        absent.removeAll(given);
        signals.removeIf(signal -> absent.contains(signal.type()));
        signals.sort(ORDER);
        return new Reading(signals, absent);
    }

    @Override
    public Set<SignalType> offered() {
        var types = new HashSet<SignalType>();
        sources.forEach(source -> types.addAll(types(source)));
        return Set.copyOf(types);
    }

    /** The names of the asked types that the source offers. */
    private Set<String> asked(SignalSource source, SignalQuery query) {
        var names = new HashSet<String>();
        for (var type : types(source)) {
            if (query.types().contains(type.name())) {
                names.add(type.name());
            }
        }
        return names;
    }

    private Set<SignalType> types(SignalSource source) {
        try {
            return source.types();
        } catch (RuntimeException | LinkageError e) {
            complain(source, e);
            return Set.of();
        }
    }

    private Optional<List<Signal>> read(SignalSource source, SignalQuery query, Set<String> offered) {
        try {
            var found = source.read(new SignalQuery(query.customers(), offered, query.from(), query.until())).stream()
                    .filter(signal -> offered.contains(signal.type())
                            && query.customers().contains(signal.customer())
                            && !signal.at().isBefore(query.from())
                            && signal.at().isBefore(query.until()))
                    .toList();
            complained.remove(source.getClass().getName());
            return Optional.of(found);
        } catch (RuntimeException | LinkageError e) {
            complain(source, e);
            return Optional.empty();
        }
    }

    /** Once, until the source works again. */
    private void complain(SignalSource source, Throwable failure) {
        var name = source.getClass().getName();
        if (complained.add(name)) {
            LOGGER.warn("Signal source {} fails ({})", name, failure.getClass().getSimpleName());
            LOGGER.debug("Why signal source {} fails", name, failure);
        }
    }
}
