package org.kithwork.core.internal.answer;

import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Removes expired answers now and then. */
@Component(service = AnswerCleaning.class, immediate = true)
public final class AnswerCleaning {

    private static final Duration PAUSE = Duration.ofMinutes(20);

    private final Worker worker;

    @Activate
    public AnswerCleaning(@Reference AnswerKeeper answers) {
        worker = new Worker("kithwork-answers", PAUSE, answers::tidy);
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
