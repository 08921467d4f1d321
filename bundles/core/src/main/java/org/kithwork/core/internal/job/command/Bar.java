package org.kithwork.core.internal.job.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The line that commands rewrite while they watch something. */
public final class Bar {

    private static final int WIDTH = 30;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Bar() {}

    /** Such as {@code [#####-----]  50 %  500/1000  250/s  end 12:00:02 UTC}. */
    public static String of(long done, long total, @Nullable Double rate, @Nullable Instant end) {
        var line = new StringBuilder();
        if (total > 0) {
            int full = (int) Math.min(WIDTH, WIDTH * done / total);
            line.append('[').append("#".repeat(full)).append("-".repeat(WIDTH - full));
            line.append(String.format(Locale.ROOT, "] %3d %%  %d/%d", Math.min(100, 100 * done / total), done, total));
        } else {
            line.append(done);
        }
        if (rate != null) {
            line.append(String.format(Locale.ROOT, "  %.0f/s", rate));
        }
        if (end != null) {
            line.append("  end ").append(CLOCK.format(end)).append(" UTC");
        }
        return line.toString();
    }

    /** Waits until it is time to look again. {@code false} when the user wants no more. */
    public static boolean rest() {
        LockSupport.parkNanos(PAUSE.toNanos());
        return !Thread.interrupted();
    }
}
