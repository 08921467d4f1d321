package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * What a customer likes or needs to be looked after well.
 *
 * @param id {@code null} for what is concluded from purchases each time anew
 * @param key one of the keys in use, such as {@code pillow}
 * @param value {@code null} where it is hidden from whoever looks
 * @param confidence from 0 to 1; what was stated has 1
 * @param at when it was said, or when the newest purchase was that speaks for it
 * @param expiresAt from when it holds no more
 * @param by who wrote it down
 */
public record Preference(
        @Nullable PreferenceId id,
        CustomerId customerId,
        String key,
        @Nullable String value,
        PreferenceSource source,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal confidence,
        Evidence evidence,
        Instant at,
        @Nullable Instant expiresAt,
        @Nullable ActorName by) {

    /** The one that holds comes first: what was stated before what is inferred, then the newer. */
    static final Comparator<Preference> STANDING = Comparator.comparing(Preference::source)
            .thenComparing(Preference::at, Comparator.reverseOrder())
            .thenComparing(preference -> preference.id == null ? "" : preference.id.value(), Comparator.reverseOrder());

    boolean holds(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    /** The same with this value. */
    Preference saying(@Nullable String shown) {
        return new Preference(id, customerId, key, shown, source, confidence, evidence, at, expiresAt, by);
    }
}
