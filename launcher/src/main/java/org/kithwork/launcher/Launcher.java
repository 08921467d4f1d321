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
        try {
            installation.prepare();
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
        stopOn(karaf, "TERM");
        stopOn(karaf, "INT");
        karaf.awaitShutdown();
        karaf.destroy();
        System.exit(Boolean.getBoolean("karaf.restart") ? 10 : karaf.getExitCode());
    }

    private static void stopOn(Main karaf, String signal) {
        Signal.handle(new Signal(signal), received -> {
            daemon("kithwork-stop-watch", () -> {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
                System.err.println("Kithwork did not stop in " + STOP_SECONDS + " s and ends now.");
                Runtime.getRuntime().halt(143);
            });
            daemon("kithwork-stop", karaf::destroy);
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

    private interface Step {
        void run() throws Exception;
    }
}
