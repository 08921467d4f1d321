package org.kithwork.archives.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** What the drafts of purchases and interactions have in common. */
final class Said {

    /** Clocks of tills and of this machine may differ a little, and zones be mistaken. */
    private static final Duration EARLY = Duration.ofDays(1);

    /** Stands for a customer that is yet to be made. */
    static final String NEWCOMER = "00000000-0000-0000-0000-000000000000";

    private Said() {}

    static Message message(String code, Object... arguments) {
        return Message.of(Said.class, code, arguments);
    }

    /** When it happened; now where nothing is said. */
    static Instant at(Faults faults, @Nullable String at, Clock clock) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var said = faults.instant("/at", at);
        if (said == null) {
            return now;
        }
        if (said.isAfter(now.plus(EARLY))) {
            faults.add("/at", message("at-future"));
        }
        return said.truncatedTo(ChronoUnit.MICROS);
    }

    /** How many of five stars; the least where they are at fault. */
    static int stars(Faults faults, @Nullable Integer said) {
        if (said == null) {
            faults.add("/stars", "required");
            return Review.LEAST;
        }
        if (said < Review.LEAST || said > Review.MOST) {
            faults.add("/stars", message("stars-range"));
        }
        return said;
    }

    /** The source of an external key; without one it is said through the interface. */
    static @Nullable String source(Faults faults, @Nullable String source, @Nullable String externalId) {
        var text = faults.optionalText("/source", source, 60);
        return text == null && externalId != null ? "api" : text;
    }

    /** By which the same content is known again. */
    static String fingerprint(List<? extends @Nullable Object> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(Objects.toString(part, "\u0000").getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0x1F);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
