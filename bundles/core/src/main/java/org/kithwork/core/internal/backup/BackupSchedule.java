package org.kithwork.core.internal.backup;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.backup.store.InstallationStore;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.permission.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a backup made every day at its time, by the node that leads. What was missed while the installation was off is
 * made up for once it runs.
 */
@Component(service = BackupSchedule.class, immediate = true, configurationPid = BackupSettings.PID)
@Designate(ocd = BackupSettings.class)
public final class BackupSchedule {

    private static final Logger LOGGER = LoggerFactory.getLogger(BackupSchedule.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Backups backups;
    private final InstallationStore installation;
    private final Company company;
    private final Leadership leadership;
    private final Callers callers;
    private final Clock clock;
    private final @Nullable LocalTime time;
    private final Worker worker;
    private @Nullable LocalDate asked;

    @Activate
    public BackupSchedule(
            @Reference Backups backups,
            @Reference InstallationStore installation,
            @Reference Company company,
            @Reference Leadership leadership,
            @Reference Callers callers,
            @Reference Clock clock,
            BackupSettings settings) {
        this(backups, installation, company, leadership, callers, clock, settings.nightly_at());
    }

    BackupSchedule(
            Backups backups,
            InstallationStore installation,
            Company company,
            Leadership leadership,
            Callers callers,
            Clock clock,
            String at) {
        this.backups = backups;
        this.installation = installation;
        this.company = company;
        this.leadership = leadership;
        this.callers = callers;
        this.clock = clock;
        this.time = time(at);
        this.worker = new Worker("kithwork-backups", PAUSE, this::look);
    }

    private static @Nullable LocalTime time(String at) {
        try {
            return at.isBlank() ? null : LocalTime.parse(at.strip());
        } catch (DateTimeException e) {
            LOGGER.error("{} is no time for backups; 02:30 is one. None is made by itself", at);
            return null;
        }
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    /** Asks for the backup of the day once. */
    void look() {
        if (time == null || !leadership.isLeading()) {
            return;
        }
        var due = lastDue(time);
        var day = due.atZone(company.zone()).toLocalDate();
        if (day.equals(asked) || !isInUseSince(due)) {
            return;
        }
        if (!isMadeSince(due)) {
            var name = Backups.NIGHTLY + day.format(DateTimeFormatter.BASIC_ISO_DATE);
            callers.run(Actor.module("core"), () -> backups.submitCreation(name));
        }
        asked = day;
    }

    private Instant lastDue(LocalTime at) {
        var now = clock.instant().atZone(company.zone());
        var today = now.toLocalDate().atTime(at).atZone(company.zone());
        return (today.isAfter(now) ? now.toLocalDate().minusDays(1).atTime(at).atZone(company.zone()) : today)
                .toInstant();
    }

    private boolean isInUseSince(Instant due) {
        Optional<Instant> begun = installation.begunAt();
        return begun.isPresent() && begun.get().isBefore(due);
    }

    private boolean isMadeSince(Instant due) {
        return backups.all().stream()
                .anyMatch(backup -> backup.name().startsWith(Backups.NIGHTLY)
                        && !backup.createdAt().isBefore(due));
    }
}
