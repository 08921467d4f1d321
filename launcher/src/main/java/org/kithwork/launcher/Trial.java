package org.kithwork.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Watches a core that is tried: it is up when it says so itself, and has failed when it says so or takes too long. */
final class Trial {

    /** Tells who started this process to start it again. */
    static final int AGAIN = 10;

    private static final long PATIENCE_SECONDS = 600;
    private static final long TICK_MILLIS = 200;

    private final Path folder;
    private final Duration patience;
    private final Supplier<@Nullable Framework> framework;

    Trial(Path data, Duration patience, Supplier<@Nullable Framework> framework) {
        this.folder = data.resolve(CoreChoice.FOLDER);
        this.patience = patience;
        this.framework = framework;
    }

    /** How long a core may take to come up. */
    static Duration patience(@Nullable String configured) {
        return Duration.ofSeconds(
                configured != null && configured.strip().matches("[1-9]\\d{0,5}")
                        ? Long.parseLong(configured.strip())
                        : PATIENCE_SECONDS);
    }

    /** Waits for the end of the trial. {@code false} when the core has to go. */
    boolean await() throws InterruptedException, IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (Files.exists(folder.resolve(CoreChoice.TRYING))) {
            if (Files.exists(folder.resolve("why"))) {
                return false;
            }
            if (System.nanoTime() > end) {
                Files.writeString(folder.resolve("why"), reason() + "\n", StandardCharsets.UTF_8);
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        return true;
    }

    private String reason() {
        Framework running = framework.get();
        List<Bundle> bundles = running == null || running.getBundleContext() == null
                ? List.of()
                : Arrays.asList(running.getBundleContext().getBundles());
        String missing = List.of("api", "database", "core", "web").stream()
                .map(word -> "org.kithwork." + word)
                .filter(name -> bundles.stream()
                        .noneMatch(
                                bundle -> name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE))
                .collect(Collectors.joining(", "));
        return "Not everything was up after " + patience.toSeconds() + " s"
                + (missing.isEmpty() ? "" : "; these bundles did not start: " + missing) + ".";
    }
}
