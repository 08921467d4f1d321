package org.kithwork.core.internal.backup.offline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.kithwork.core.internal.backup.BackupVault;
import org.kithwork.core.internal.backup.Manifest;
import org.kithwork.core.internal.backup.Restore;
import org.kithwork.core.internal.backup.StoppedInstallation;
import org.kithwork.core.internal.id.SystemClock;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.KeyRingException;
import org.kithwork.problem.Problem;

/** {@code kithwork restore}, {@code verify} and {@code move}, called by the launcher, which holds the lock. */
public final class OfflineBackup {

    private static final String REPLACE = "--replace";

    private OfflineBackup() {}

    /** The status with which the process ends. */
    public static int run(String[] arguments, Path data, Path keys, PrintStream out, PrintStream err) {
        try {
            var clock = new SystemClock();
            var ring = KeyRing.open(keys, data, false);
            var vault = new BackupVault(data, ring, clock);
            var restore = new Restore(data, ring, vault, new TimeOrderedIds(clock), clock);
            var stopped = new StoppedInstallation(data, vault, restore, System.getenv());
            return run(arguments, stopped, out, err);
        } catch (Problem problem) {
            err.println(problem.detail(Locale.ENGLISH));
        } catch (KeyRingException refused) {
            err.println(refused.getMessage());
        } catch (IOException failure) {
            err.println("It failed, and changed nothing: " + failure);
        }
        return 1;
    }

    private static int run(String[] arguments, StoppedInstallation stopped, PrintStream out, PrintStream err)
            throws IOException {
        var action = arguments.length == 0 ? "" : arguments[0];
        var replace = arguments.length > 1 && arguments[1].equals(REPLACE);
        int last = replace ? 2 : 1;
        if (action.equals("move") && arguments.length == 1) {
            out.println(said("Moved", stopped.move()) + "\nKeep KITHWORK_DB_URL set and start Kithwork.");
        } else if (action.equals("restore") && arguments.length == last + 1) {
            var result = stopped.restore(Path.of(arguments[last]), replace);
            out.println(said("Restored", result.manifest()) + "\nErased again: " + result.erasedAgain()
                    + ". Start Kithwork and run audit:verify.");
        } else if (action.equals("verify") && arguments.length == 2) {
            out.println(said("Proven", stopped.verify(Path.of(arguments[1]))));
        } else {
            err.println("Usage: kithwork restore [--replace] FILE | verify FILE | move");
            return 2;
        }
        return 0;
    }

    private static String said(String what, Manifest manifest) {
        return what + ": " + manifest.tables().size() + " tables with " + manifest.rows() + " rows, "
                + manifest.files().size() + " files, " + manifest.auditSeq()
                + " entries of the audit; every checksum is right.";
    }
}
