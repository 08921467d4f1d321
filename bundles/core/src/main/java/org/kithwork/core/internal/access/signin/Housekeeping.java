package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Removes ended sessions and old counters now and then. */
@Component(service = Housekeeping.class, immediate = true)
public final class Housekeeping {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Worker worker;

    @Activate
    public Housekeeping(@Reference Sessions sessions, @Reference Attempts attempts) {
        worker = new Worker("kithwork-housekeeping", PAUSE, () -> {
            sessions.tidy();
            attempts.tidy();
        });
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
