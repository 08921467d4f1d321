package org.kithwork.core.internal.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.limit.LimitAlerts.Usage;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts what a user does with what is sensitive, in the transaction in which he does it, and refuses what is too much
 * for a day of the company's zone. A token counts with its owner; modules and the public are not counted.
 */
@Component(service = Limits.class)
public final class Limits {

    private static final int MINUTE = 60;

    private final CurrentUser user;
    private final AccessControl access;
    private final LimitSettings settings;
    private final UsageStore store;
    private final LimitAlerts alerts;
    private final Refusals refusals;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public Limits(
            @Reference CurrentUser user,
            @Reference AccessControl access,
            @Reference LimitSettings settings,
            @Reference UsageStore store,
            @Reference LimitAlerts alerts,
            @Reference Refusals refusals,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.user = user;
        this.access = access;
        this.settings = settings;
        this.store = store;
        this.alerts = alerts;
        this.refusals = refusals;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    /** Counts that masked data of a customer are shown in full. */
    public void unmask() {
        usage(LimitKind.UNMASKING)
                .ifPresent(usage -> take(usage, 1, settings.current().unmaskings()));
    }

    /** Counts rows that leave in an export; more than is left of the day is refused as a whole. */
    public void export(long rows) {
        usage(LimitKind.EXPORT)
                .ifPresent(usage -> take(usage, rows, settings.current().exportRows()));
    }

    /** Refuses rows that are more than is left of the day, without counting them; a long export need not be made in vain. */
    public void requireExport(long rows) {
        usage(LimitKind.EXPORT)
                .ifPresent(usage -> transactions.run(() -> {
                    var allowed = settings.current().exportRows();
                    var used = store.usage(usage.key()).used();
                    if (used + rows > allowed) {
                        throw refusal(usage, used, allowed);
                    }
                }));
    }

    /** Counts a customer whom the user had not opened on this day; beyond the budget it is told, not refused. */
    public void open() {
        usage(LimitKind.VIEW)
                .ifPresent(usage -> transactions.run(() -> {
                    var limits = settings.current();
                    var most = limits.viewsAtMost();
                    take(usage, 1, most == null ? Long.MAX_VALUE : most);
                    if (store.reach(usage.key(), limits.views())) {
                        alerts.reached(usage, limits.views() + 1L, limits.views());
                    }
                }));
    }

    /**
     * Counts a search by what the user sees only masked. The same search again tells nothing new and counts once.
     *
     * @param mark stands for what is searched, and does not tell it
     */
    public void lookUp(String mark) {
        usage(LimitKind.LOOKUP)
                .ifPresent(usage -> transactions.run(() -> {
                    var limits = settings.current();
                    var minute = clock.instant().getEpochSecond() / MINUTE;
                    if (mark.equals(store.usage(usage.key()).lastMark())
                            || store.addLookUp(
                                    usage.key(), mark, minute, limits.lookups(), limits.lookupsPerMinute())) {
                        return;
                    }
                    var used = store.usage(usage.key());
                    if (used.used() >= limits.lookups()) {
                        throw refusal(usage, used.used(), limits.lookups());
                    }
                    refusals.refused(access.actor(), usage, used.minuteUsed(), limits.lookupsPerMinute());
                    throw Problem.of(
                                    ProblemKind.TOO_MANY_REQUESTS,
                                    Message.of(Limits.class, "minute-limit", limits.lookupsPerMinute()))
                            .with("limit", limits.lookupsPerMinute())
                            .retryAfter(
                                    Duration.between(clock.instant(), Instant.ofEpochSecond((minute + 1) * MINUTE)));
                }));
    }

    private Optional<Usage> usage(LimitKind kind) {
        return user.id().map(id -> new Usage(id.value(), kind, today().toString()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    private void take(Usage usage, long amount, long allowed) {
        transactions.run(() -> {
            if (!store.add(usage.key(), amount, allowed)) {
                throw refusal(usage, store.usage(usage.key()).used(), allowed);
            }
        });
    }

    private Problem refusal(Usage usage, long used, long allowed) {
        refusals.refused(access.actor(), usage, used, allowed);
        var until = today().plusDays(1).atStartOfDay(company.zone());
        return Problem.of(
                        ProblemKind.TOO_MANY_REQUESTS,
                        Message.of(
                                Limits.class,
                                "daily-limit",
                                usage.kind().ordinal(),
                                used,
                                allowed,
                                until.toLocalDate().toString()))
                .with("kind", usage.kind().name())
                .with("used", used)
                .with("limit", allowed)
                .with("until", until.toInstant().toString())
                .retryAfter(Duration.between(clock.instant(), until.toInstant()));
    }
}
