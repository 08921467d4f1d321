package org.kithwork.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What an update of the core asks for before a start. A plan is one file, and each step is one renaming of it, so that a
 * process that ends anywhere leaves the former set or the new one:
 *
 * <pre>
 * staged   a checked plan waits. The data are backed up, then it becomes
 * trying   the new core starts, and lets nobody in. When all is up, the core itself makes it
 * current  the core that runs from now on.
 * </pre>
 *
 * A start that finds {@code trying} follows one that did not get there, for whatever reason: the data are put back as they
 * were, and the former core runs.
 */
final class Update {

    private static final String BACKUP = "before-update-";

    private final Installation installation;
    private final Path folder;
    private final Core core;

    /** Calls the core that runs when nothing is tried, without a container; answers the status. */
    interface Core {
        int call(String... arguments) throws Exception;
    }

    Update(Installation installation, Core core) {
        this.installation = installation;
        this.folder = installation.data().resolve(CoreChoice.FOLDER);
        this.core = core;
    }

    /** Does what is asked for; may be repeated after an end at any point. Answers the status of the process. */
    int settle() throws Exception {
        if (Files.exists(folder.resolve(CoreChoice.TRYING))) {
            return goBack();
        }
        return Files.exists(folder.resolve(CoreChoice.STAGED)) ? begin() : 0;
    }

    private int begin() throws Exception {
        Path staged = folder.resolve(CoreChoice.STAGED);
        CorePlan plan = CorePlan.read(staged, installation.keys());
        plan.check(folder.resolve(plan.core()));
        Files.deleteIfExists(folder.resolve("why"));
        Path backup = backup(plan);
        Files.deleteIfExists(backup);
        System.out.println("Kithwork backs up its data before the update to " + plan.core() + ".");
        int status = core.call("backup", backup.toString());
        if (status != 0) {
            write("why", "The data could not be backed up before the update.");
            Files.move(
                    staged,
                    folder.resolve("returned"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return 0;
        }
        rename(CoreChoice.STAGED, CoreChoice.TRYING);
        return 0;
    }

    private int goBack() throws Exception {
        CorePlan plan = CorePlan.read(folder.resolve(CoreChoice.TRYING), installation.keys());
        System.out.println("Kithwork " + plan.core() + " did not come up; the former core and its data come back.");
        int status = core.call("restore", "--replace", backup(plan).toString());
        if (status != 0) {
            System.err.println(
                    "Kithwork: the data before the update could not be put back; start it again to try once more.");
            return status;
        }
        if (!Files.exists(folder.resolve("why"))) {
            write("why", "The process ended before everything was up.");
        }
        rename(CoreChoice.TRYING, "returned");
        return 0;
    }

    private Path backup(CorePlan plan) {
        return installation.data().resolve("backups").resolve(BACKUP + plan.id() + ".kwbackup");
    }

    private void rename(String from, String to) throws IOException {
        Files.move(
                folder.resolve(from),
                folder.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void write(String name, String text) throws IOException {
        Path draft = folder.resolve(name + ".new");
        Files.writeString(draft, text + "\n", StandardCharsets.UTF_8);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
