package org.kithwork.intake.internal.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.FormId;
import org.kithwork.intake.internal.Secrets;
import org.kithwork.protection.FieldCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals into each page when it was made and a word of its own. Nobody makes one up, so what is sent without having been
 * looked at is known, and what is sent twice is known as well.
 */
@Component(service = Stamps.class)
public final class Stamps {

    /** Nobody fills in a form faster. */
    static final Duration QUICKEST = Duration.ofSeconds(3);

    static final Duration LONGEST = Duration.ofHours(24);

    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public Stamps(@Reference FieldCipher cipher, @Reference Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A stamp that was read. */
    record Stamp(Instant at, String word) {}

    String make(FormId form) {
        return cipher.seal(
                "intake_form", "stamp", form.value(), clock.instant().toEpochMilli() + "." + Secrets.random());
    }

    /** The stamp of a page of this form, unless it is none or older than a day. */
    Optional<Stamp> read(FormId form, @Nullable String sealed) {
        if (sealed == null || sealed.length() > 500) {
            return Optional.empty();
        }
        try {
            var parts =
                    cipher.open("intake_form", "stamp", form.value(), sealed).split("\\.", 2);
            var stamp = new Stamp(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
            return Optional.of(stamp)
                    .filter(one -> one.at().plus(LONGEST).isAfter(clock.instant()))
                    .filter(one -> !one.at().isAfter(clock.instant()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean isTooQuick(Stamp stamp) {
        return stamp.at().plus(QUICKEST).isAfter(clock.instant());
    }
}
