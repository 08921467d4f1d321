package org.kithwork.core.internal.operation;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kithwork.core.internal.journal.Attempts;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is held on a person, by having each participant write its copy to nowhere. */
@Component(service = PersonHoldings.class)
public final class PersonHoldings {

    private final Participants participants;
    private final Transactions transactions;
    private final Attempts attempts;
    private final Ids ids;

    @Activate
    public PersonHoldings(
            @Reference Participants participants,
            @Reference Transactions transactions,
            @Reference Attempts attempts,
            @Reference Ids ids) {
        this.participants = participants;
        this.transactions = transactions;
        this.attempts = attempts;
        this.ids = ids;
    }

    /**
     * What a participant holds.
     *
     * @param here whether it could be asked
     * @param records how many there are of each kind
     */
    public record Held(String participant, boolean here, Map<String, Long> records) {

        public Held {
            records = Map.copyOf(records);
        }
    }

    /** What each participant holds, by its name; those that are away as well. Call it outside of transactions. */
    public List<Held> of(CustomerId customer) {
        return transactions.call(participants::known).stream()
                .map(name -> participants
                        .find(name)
                        .map(found -> held(found, customer))
                        .orElseGet(() -> new Held(name, false, Map.of())))
                .toList();
    }

    private Held held(CustomerDataParticipant participant, CustomerId customer) {
        var counted = new ArrayList<Counter>();
        var failure = attempts.run(Actor.module(participant.name()), () -> {
            var counter = new Counter();
            participant.export(new CustomerExport(ids.next(), customer), counter);
            counted.clear();
            counted.add(counter);
        });
        return failure.isPresent()
                ? new Held(participant.name(), false, Map.of())
                : new Held(participant.name(), true, counted.get(0).records);
    }

    private static final class Counter implements ExportWriter {
        private final Map<String, Long> records = new TreeMap<>();

        @Override
        public void record(String kind, Object value) {
            records.merge(kind, 1L, Long::sum);
        }

        @Override
        public void file(String name, InputStream content) {
            records.merge("files", 1L, Long::sum);
        }
    }
}
