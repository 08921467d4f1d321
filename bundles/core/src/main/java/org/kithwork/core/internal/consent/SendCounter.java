package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts messages to a customer under all the ids that stand for him; in the current transaction. */
@Component(service = SendCounter.class)
public final class SendCounter {

    private final SendStore store;
    private final Ids ids;

    @Activate
    public SendCounter(@Reference SendStore store, @Reference Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    /** From here to the end of the transaction nobody else counts for him. */
    void lock(Facts customer) {
        store.lock(customer.id());
    }

    Optional<Instant> roomAfter(Facts customer, FrequencyCap cap, Instant at, ZoneId zone) {
        return cap.roomAfter(store.counted(customer.ids(), FrequencyCap.windowOf(at, zone)), at, zone);
    }

    void count(Facts customer, Instant at) {
        store.count(ids.next(), customer.id(), at);
    }

    /** Notes that the contact point is served in the send; {@code false} when it was. */
    boolean serve(String sendId, String blindIndex, Facts customer, Instant at) {
        return store.serve(key(sendId, blindIndex), customer.id(), at);
    }

    boolean isServed(String sendId, String blindIndex) {
        return store.isServed(key(sendId, blindIndex));
    }

    private static String key(String sendId, String blindIndex) {
        return sendId + " " + blindIndex;
    }
}
