package org.kithwork.core.internal.backup.offline;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.kithwork.core.internal.backup.BackupVault;
import org.kithwork.core.internal.backup.Manifest;
import org.kithwork.core.internal.backup.Restore;
import org.kithwork.core.internal.backup.StoppedInstallation;
import org.kithwork.core.internal.id.SystemClock;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.KeyRingException;
import org.kithwork.problem.Problem;

/** {@code kithwork restore}, {@code verify} and {@code move-database}, called by the launcher, which holds the lock. */
public final class OfflineBackup {

    private static final String REPLACE = "--replace";

    private OfflineBackup() {}

    /** The status with which the process ends. */
    public static int run(String[] arguments, Path data, Path keys, PrintStream out, PrintStream err) {
        try {
            var clock = new SystemClock();
            var ring = KeyRing.open(keys, data, false);
            var vault = new BackupVault(data, ring, clock);
            var restore = new Restore(data, ring, vault, clock);
            return run(arguments, new StoppedInstallation(data, vault, restore, System.getenv()), out, err);
        } catch (Problem problem) {
            err.println("Kithwork: " + problem.detail(Locale.ENGLISH));
        } catch (KeyRingException refused) {
            err.println("Kithwork: " + refused.getMessage());
        }
        return 1;
    }

    private static int run(String[] arguments, StoppedInstallation stopped, PrintStream out, PrintStream err) {
        var action = arguments.length == 0 ? "" : arguments[0];
        var replace = arguments.length > 1 && arguments[1].equals(REPLACE);
        int last = replace ? 2 : 1;
        if (action.equals("move-database") && arguments.length == 2) {
            out.println(said("Moved", stopped.move(arguments[1])));
            out.println(
                    arguments[1].equals(StoppedInstallation.EMBEDDED)
                            ? "Unset KITHWORK_DB_URL and start Kithwork."
                            : "Set KITHWORK_DB_URL to " + arguments[1] + " and start Kithwork.");
        } else if (action.equals("backup") && arguments.length == 2) {
            out.println(said("Backed up", stopped.backup(Path.of(arguments[1]))));
        } else if (action.equals("restore") && arguments.length == last + 1) {
            out.println(said("Restored", stopped.restore(Path.of(arguments[last]), replace)));
            out.println("Start Kithwork: whoever was erased since the backup is erased again before anybody is let in."
                    + " Then run audit:verify.");
        } else if (action.equals("verify") && arguments.length == 2) {
            out.println(said("Proven", stopped.verify(Path.of(arguments[1]))));
        } else {
            err.println("Usage: kithwork restore [--replace] FILE | verify FILE | move-database JDBC-URL|embedded");
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
