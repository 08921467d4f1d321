package org.kithwork.test;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentBasis;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentLog;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;

/** Keeps the decisions that were written down; what was rolled back is not in it. */
public final class FakeConsents implements ConsentLog {

    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private final Consumer<Runnable> afterCommit;

    public FakeConsents(Transactions transactions) {
        afterCommit = transactions::afterCommit;
    }

    /** A decision and whose it is. */
    public record Recorded(CustomerId customer, ConsentDraft draft) {}

    /** All decisions, in the order of their commits. */
    public List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    /** The decisions of one customer. */
    public List<ConsentDraft> of(CustomerId customer) {
        return recorded.stream()
                .filter(decision -> decision.customer().equals(customer))
                .map(Recorded::draft)
                .toList();
    }

    @Override
    public ConsentEvent record(CustomerId customer, ConsentDraft draft) {
        afterCommit.accept(() -> recorded.add(new Recorded(customer, draft)));
        return new ConsentEvent(
                "consent",
                customer,
                Purpose.valueOf(String.valueOf(draft.purpose())),
                or(draft.channel(), Channel.class, Channel.ANY),
                Decision.valueOf(String.valueOf(draft.decision())),
                or(draft.decider(), Decider.class, Decider.SELF),
                ConsentBasis.CONSENT,
                draft.noticeVersion(),
                draft.evidence(),
                false,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                new ActorName("somebody", "Somebody"));
    }

    private static <E extends Enum<E>> E or(@Nullable String name, Class<E> type, E otherwise) {
        return name == null ? otherwise : Enum.valueOf(type, name);
    }

    @Override
    public ConsentEvent recordImported(CustomerId customer, ConsentDraft draft) {
        return record(customer, draft);
    }

    @Override
    public ContactPolicy changePolicy(CustomerId customer, long version, Patch patch) {
        throw new UnsupportedOperationException("Modules record decisions; tests of the core change policies");
    }
}
