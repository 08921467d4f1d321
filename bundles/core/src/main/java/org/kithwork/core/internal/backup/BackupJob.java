package org.kithwork.core.internal.backup;

import java.util.Locale;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a backup and proves it, or proves one that is there. Broken off, it goes on with what is missing. */
@Component(service = JobHandler.class, configurationPid = BackupSettings.PID)
public final class BackupJob implements JobHandler {

    static final String KIND = "core.backup";
    static final String WORK = "work";
    static final String NAME = "name";
    static final String CREATE = "create";
    static final String VERIFY = "verify";

    private static final int STEPS = 2;

    private final Backups backups;
    private final int kept;

    @Activate
    public BackupJob(@Reference Backups backups, BackupSettings settings) {
        this(backups, settings.nightly_kept());
    }

    BackupJob(Backups backups, int kept) {
        this.backups = backups;
        this.kept = kept;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        var words = given.split(" ", 2);
        return BackupProblem.message("job-" + words[0], words.length > 1 ? words[1] : "")
                .text(locale);
    }

    @Override
    public void run(JobRun run) {
        var name = String.valueOf(run.data().get(NAME));
        if (CREATE.equals(run.data().get(WORK))) {
            backups.make(name);
        }
        run.progress(1, STEPS);
        if (run.stopRequested()) {
            return;
        }
        backups.verify(name);
        if (name.startsWith(Backups.NIGHTLY)) {
            backups.prune(kept);
        }
        run.progress(STEPS, STEPS);
    }
}
