package org.kithwork.core.internal.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kithwork.core.internal.backup.store.InstallationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether there is a proven backup that is new enough. */
@Component(service = BackupAge.class)
public final class BackupAge {

    private static final Duration LONGEST = Duration.ofHours(48);
    private static final Duration GRACE = Duration.ofDays(7);

    private final Backups backups;
    private final InstallationStore installation;
    private final Clock clock;

    @Activate
    public BackupAge(@Reference Backups backups, @Reference InstallationStore installation, @Reference Clock clock) {
        this.backups = backups;
        this.installation = installation;
        this.clock = clock;
    }

    /** When the newest proven one was made. */
    public Optional<Instant> newest() {
        return backups.newestProof();
    }

    /** Whether the newest proven one is too old, or there is none though the installation is in use. */
    public boolean isTooOld() {
        var now = clock.instant();
        var newest = newest();
        if (newest.isPresent()) {
            return newest.get().isBefore(now.minus(LONGEST));
        }
        var begun = installation.begunAt();
        return !backups.all().isEmpty() || begun.isPresent() && begun.get().isBefore(now.minus(GRACE));
    }
}
