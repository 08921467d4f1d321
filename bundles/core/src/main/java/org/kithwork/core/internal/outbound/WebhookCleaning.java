package org.kithwork.core.internal.outbound;

import java.time.Clock;
import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.outbound.store.WebhookStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Forgets webhooks whose signatures no longer hold: one from a clock that is ahead holds twice the window. */
@Component(service = WebhookCleaning.class, immediate = true)
public final class WebhookCleaning {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration KEPT = WebhookSigning.WINDOW.multipliedBy(3);

    private final WebhookStore store;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public WebhookCleaning(@Reference WebhookStore store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
        worker = new Worker("kithwork-webhooks", PAUSE, () -> clean());
    }

    /** Forgets what cannot be valid any more. */
    int clean() {
        return store.forget(clock.instant().minus(KEPT));
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
