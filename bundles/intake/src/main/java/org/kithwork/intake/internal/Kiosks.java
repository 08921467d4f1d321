package org.kithwork.intake.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.protection.FieldCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Passes for tablets: each says, sealed for one form, for which store staff opened it. Nobody makes one up, so what comes
 * with it goes to that store; it gives no other right.
 */
@Component(service = Kiosks.class)
public final class Kiosks {

    /** How long a tablet may stand; then staff open the page once more. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final int LONGEST_PASS = 500;

    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public Kiosks(@Reference FieldCipher cipher, @Reference Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A pass that was read; its store is {@code null} where that of the form holds. */
    public record Pass(@Nullable StoreId storeId) {}

    String open(FormId form, @Nullable StoreId store) {
        var text = clock.instant().toEpochMilli() + "." + (store == null ? "" : store.value());
        return cipher.seal("intake_form", "kiosk", form.value(), text);
    }

    /** Where the form is on a tablet with this pass. */
    public static String path(Form form, String pass) {
        return "/public/intake/kiosk/" + form.slug() + "?at=" + URLEncoder.encode(pass, StandardCharsets.UTF_8);
    }

    /** What the pass says, unless it is none of this form or too old. */
    public Optional<Pass> read(FormId form, @Nullable String sealed) {
        if (sealed == null || sealed.length() > LONGEST_PASS) {
            return Optional.empty();
        }
        try {
            var parts =
                    cipher.open("intake_form", "kiosk", form.value(), sealed).split("\\.", 2);
            var at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            return at.plus(LONGEST).isAfter(clock.instant())
                    ? Optional.of(new Pass(parts[1].isEmpty() ? null : new StoreId(parts[1])))
                    : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
