package org.kithwork.core.internal.retention;

import java.time.Clock;
import java.time.Duration;
import org.kithwork.company.Company;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.permission.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Has the active rules run once a night, between two and five o'clock where the company is. */
@Component(service = RetentionNights.class, immediate = true)
public final class RetentionNights {

    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final int FROM_HOUR = 2;
    private static final int UNTIL_HOUR = 5;

    private final RetentionRules rules;
    private final RetentionRuns runs;
    private final Leadership leadership;
    private final Callers callers;
    private final Company company;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public RetentionNights(
            @Reference RetentionRules rules,
            @Reference RetentionRuns runs,
            @Reference Leadership leadership,
            @Reference Callers callers,
            @Reference Company company,
            @Reference Clock clock) {
        this.rules = rules;
        this.runs = runs;
        this.leadership = leadership;
        this.callers = callers;
        this.company = company;
        this.clock = clock;
        this.worker = new Worker("kithwork-retention", PAUSE, this::look);
    }

    /** Begins the run of this night if it is time and nobody has. */
    void look() {
        var here = clock.instant().atZone(company.zone());
        if (here.getHour() < FROM_HOUR
                || here.getHour() >= UNTIL_HOUR
                || !leadership.isLeading()
                || !rules.anyActive()) {
            return;
        }
        callers.run(Actor.module("core"), () -> runs.nightly(here.toLocalDate().toString()));
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
