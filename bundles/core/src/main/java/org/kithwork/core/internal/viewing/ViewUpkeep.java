package org.kithwork.core.internal.viewing;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.core.internal.viewing.store.ViewStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Forgets who saw whom after three years, and what was used of the limits after three months. */
@Component(service = ViewUpkeep.class, immediate = true)
public final class ViewUpkeep {

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Period VIEWS = Period.ofYears(3);
    private static final Period USAGE = Period.ofMonths(3);

    private final ViewStore views;
    private final UsageStore usage;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public ViewUpkeep(
            @Reference ViewStore views,
            @Reference UsageStore usage,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.views = views;
        this.usage = usage;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
        this.worker = new Worker("kithwork-views", PAUSE, this::clean);
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    void clean() {
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        transactions.run(() -> views.deleteBefore(today.minus(VIEWS).toString()));
        transactions.run(() -> usage.deleteBefore(today.minus(USAGE).toString()));
    }
}
