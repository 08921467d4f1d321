package org.kithwork.intake.internal.webhook;

import java.util.Set;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.intake.internal.store.WebhookStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts an event into the queue of each webhook that is to be told of it, in the transaction of the journal's cursor. */
@Component
public final class WebhookHandler implements EventHandler {

    private final WebhookStore store;
    private final Deliveries deliveries;

    @Activate
    public WebhookHandler(@Reference WebhookStore store, @Reference Deliveries deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "intake.webhooks";
    }

    /** Those of which somebody wants to hear, whether or not the module that writes them is here at the moment. */
    @Override
    public Set<String> types() {
        return store.wanted();
    }

    /** Nobody is told of what happened before he asked. */
    @Override
    public boolean fromBeginning() {
        return false;
    }

    @Override
    public void handle(Event event) {
        for (var webhook : store.active()) {
            if (webhook.events().contains(event.type())) {
                deliveries.queue(webhook.id(), event);
            }
        }
    }
}
