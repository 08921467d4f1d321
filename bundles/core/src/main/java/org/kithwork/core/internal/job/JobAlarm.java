package org.kithwork.core.internal.job;

import org.osgi.service.component.annotations.Component;

/** Wakes the scheduler when there is something to run at once. */
@Component(service = JobAlarm.class)
public final class JobAlarm {

    private volatile Runnable listener = () -> {};

    void listen(Runnable wake) {
        listener = wake;
    }

    void ring() {
        listener.run();
    }
}
