package org.kithwork.core.internal.privacy;

import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.operation.CustomerExports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Throws copies of people's data away when their time is over. */
@Component(service = PrivacyUpkeep.class, immediate = true)
public final class PrivacyUpkeep {

    private static final Duration PAUSE = Duration.ofMinutes(20);

    private final Worker worker;

    @Activate
    public PrivacyUpkeep(@Reference CustomerExports exports) {
        worker = new Worker("kithwork-privacy", PAUSE, exports::clean);
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
