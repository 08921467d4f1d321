package org.kithwork.funnel.internal.repurchase;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.funnel.internal.repurchase.PurchaseNote.What;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Follows the purchases that another module keeps, from the oldest one that is still told of. */
@Component
public final class RhythmHandler implements EventHandler {

    /** What the events tell; below zero where it goes away from the purchase. */
    private record Meaning(What what, int sign) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "archives.purchase.completed", new Meaning(What.BOUGHT, 1),
            "archives.purchase.extended", new Meaning(What.CHANGED, 1),
            "archives.purchase.returned", new Meaning(What.CHANGED, -1),
            "archives.purchase.return-removed", new Meaning(What.CHANGED, 1),
            "archives.purchase.voided", new Meaning(What.GONE, 0),
            "archives.purchase.removed", new Meaning(What.GONE, 0));

    private final CustomerDirectory customers;
    private final Rhythms rhythms;

    @Activate
    public RhythmHandler(@Reference CustomerDirectory customers, @Reference Rhythms rhythms) {
        this.customers = customers;
        this.rhythms = rhythms;
    }

    @Override
    public String name() {
        return "funnel.rhythms";
    }

    @Override
    public Set<String> types() {
        return MEANINGS.keySet();
    }

    @Override
    public void handle(Event event) {
        var meaning = MEANINGS.get(event.type());
        var customer = event.customer();
        if (meaning == null || customer == null) {
            return;
        }
        var amount = event.data().get("amount");
        rhythms.note(new PurchaseNote(
                event.id(),
                customers.requireOpen(customers.resolve(customer)),
                event.subjectId(),
                meaning.what(),
                amount == null
                        ? BigDecimal.ZERO
                        : new BigDecimal(amount.toString()).multiply(BigDecimal.valueOf(meaning.sign())),
                event.occurredAt()));
    }
}
