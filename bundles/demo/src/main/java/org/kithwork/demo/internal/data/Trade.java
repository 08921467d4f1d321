package org.kithwork.demo.internal.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a company does. */
public enum Trade {
    HOTEL,
    CATERING,
    PARCEL,
    RETAIL;

    /** The trade of this word, whatever its case. */
    public static Optional<Trade> of(String word) {
        return Arrays.stream(values())
                .filter(trade -> trade.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
