package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.customer.KnownFact;
import org.kithwork.customer.spi.FactSource;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what modules hold of a customer; a module that is away or fails is named, since what it holds is missing. */
@Component(service = HeldFacts.class)
public final class HeldFacts {

    private static final Logger LOGGER = LoggerFactory.getLogger(HeldFacts.class);

    private final Participants participants;
    private final Transactions transactions;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    @Reference
    volatile List<FactSource> sources = List.of();

    @Activate
    public HeldFacts(@Reference Participants participants, @Reference Transactions transactions) {
        this.participants = participants;
        this.transactions = transactions;
    }

    /** What a module holds. */
    public record Part(String module, List<KnownFact> facts) {

        public Part {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What the modules hold.
     *
     * @param absent modules that keep records of customers and could not be asked: unknown, not nothing
     */
    public record Gathered(List<Part> parts, List<String> absent) {

        public Gathered {
            parts = List.copyOf(parts);
            absent = List.copyOf(absent);
        }
    }

    /** Asks every module; call it outside of transactions. */
    Gathered gather(Function<FactSource, List<KnownFact>> question) {
        var absent = new TreeSet<>(transactions.call(participants::away));
        var parts = new ArrayList<Part>();
        for (var source : sources) {
            asked(source, question).ifPresentOrElse(parts::add, () -> absent.add(source.name()));
        }
        parts.sort(Comparator.comparing(Part::module));
        return new Gathered(parts, List.copyOf(absent));
    }

    private Optional<Part> asked(FactSource source, Function<FactSource, List<KnownFact>> question) {
        try {
            var part = new Part(source.name(), question.apply(source));
            complained.remove(source.name());
            return Optional.of(part);
        } catch (RuntimeException | LinkageError e) {
            complain(source.name(), e);
            return Optional.empty();
        }
    }

    /** Once, until the source works again. */
    private void complain(String module, Throwable failure) {
        if (complained.add(module)) {
            LOGGER.warn(
                    "What {} holds of customers cannot be read ({})",
                    module,
                    failure.getClass().getSimpleName());
            LOGGER.debug("Why what {} holds of customers cannot be read", module, failure);
        }
    }
}
