package org.kithwork.saboteur.internal;

import java.util.Set;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.id.Ids;
import org.kithwork.saboteur.internal.store.EffectStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes each event; and halts the process, as a power cut would, or writes to the customer, where it is ordered to.
 */
@Component
public final class EffectHandler implements EventHandler {

    private static final int HALTED = 86;

    private final EffectStore store;
    private final Transactions transactions;
    private final Ids ids;
    private final Letters letters;
    private final Orders orders = new Orders();

    @Activate
    public EffectHandler(
            @Reference EffectStore store,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Letters letters) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.letters = letters;
    }

    @Override
    public String name() {
        return "saboteur.effects";
    }

    @Override
    public Set<String> types() {
        return Set.of("core.customer.created", "core.customer.changed");
    }

    @Override
    public void handle(Event event) {
        var customer = event.customer() == null ? "" : event.customer().value();
        switch (orders.take().orElse("")) {
            case "halt-at-once" -> halt();
            case "halt-before-commit" -> {
                note(event, customer);
                halt();
            }
            case "halt-after-commit" -> transactions.afterCommit(EffectHandler::halt);
            default -> {
                // Nothing is ordered.
            }
        }
        if (orders.takeLetter(customer)) {
            letters.send(new CustomerId(customer));
        }
        note(event, customer);
        if (orders.isPoisoned(customer)) {
            throw new IllegalStateException("Poisoned");
        }
    }

    private void note(Event event, String customer) {
        store.add(new Effect(ids.next(), event.id(), event.type(), customer));
    }

    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }
}
