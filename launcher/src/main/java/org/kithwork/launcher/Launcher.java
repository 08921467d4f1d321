package org.kithwork.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.main.Main;
import sun.misc.Signal;

/** Starts Karaf on the directories of one installation, stops it on SIGTERM and SIGINT, and never hangs in stopping. */
public final class Launcher {
    private static final long STOP_SECONDS = 28;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        Installation installation =
                Installation.of(Path.of(System.getProperty("karaf.home", ".")), System.getenv()::get);
        boolean tried = false;
        try {
            installation.prepare();
            installation.refuseUnfinishedRestore();
            CoreChoice core = CoreChoice.of(installation);
            core.announce(installation);
            installation.forgetOtherBuild(core);
            tried = core.tried();
            String fingerprint = new Https(installation.keys(), System.getenv()::get).prepare();
            if (!fingerprint.isEmpty()) {
                System.out.println("Kithwork serves HTTPS alone; SHA-256 of its certificate: " + fingerprint);
            }
        } catch (Installation.Refused refused) {
            System.err.println("Kithwork does not start: " + refused.getMessage());
            System.exit(1);
        } catch (IOException failure) {
            System.err.println("Kithwork does not start: " + installation.data() + " cannot be used: " + failure);
            System.exit(1);
        }
        Main karaf = new Main(arguments);
        try {
            karaf.launch();
        } catch (Exception failure) {
            System.err.println("Kithwork does not start: " + failure);
            karaf.destroy();
            System.exit(1);
        }
        Stop stop = new Stop(karaf);
        stopOn(stop, "TERM");
        stopOn(stop, "INT");
        if (tried) {
            watch(installation.data(), karaf);
        }
        karaf.awaitShutdown();
        stop.run();
        System.exit(Boolean.getBoolean("karaf.restart") ? 10 : karaf.getExitCode());
    }

    /** Whoever failed may hang as well, so nothing is stopped in order: the data are put back at the next start. */
    private static void watch(Path data, Main karaf) {
        Trial trial = new Trial(data, Trial.patience(System.getenv("KITHWORK_UPDATE_SECONDS")), karaf::getFramework);
        daemon("kithwork-trial", () -> {
            if (!trial.await()) {
                System.err.println("Kithwork: the new core did not come up; see " + data.resolve("core/why"));
                Runtime.getRuntime().halt(Trial.AGAIN);
            }
        });
    }

    private static void stopOn(Stop stop, String signal) {
        Signal.handle(new Signal(signal), received -> {
            daemon("kithwork-stop-watch", () -> {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
                System.err.println("Kithwork did not stop in " + STOP_SECONDS + " s and ends now.");
                Runtime.getRuntime().halt(143);
            });
            daemon("kithwork-stop", stop);
        });
    }

    private static void daemon(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (Exception failure) {
                        failure.printStackTrace();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes Karaf down once, whoever asks first; the others wait until it is down. Karaf itself fails when two ask. */
    private static final class Stop implements Step {
        private final Main karaf;
        private boolean done;

        Stop(Main karaf) {
            this.karaf = karaf;
        }

        @Override
        public synchronized void run() throws Exception {
            if (!done) {
                done = true;
                karaf.destroy();
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }
}
