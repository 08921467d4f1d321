package org.kithwork.core.internal.money;

import java.text.Normalizer;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Currencies as tables of banks name them: by code, or by their name in Chinese or English. */
final class CurrencyNames {

    private static final Map<String, Currency> BY_NAME = names();

    private CurrencyNames() {}

    private static Map<String, Currency> names() {
        var names = new HashMap<String, Currency>();
        for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (var currency : Currency.getAvailableCurrencies()) {
                if (currency.getDefaultFractionDigits() >= 0) {
                    names.putIfAbsent(fold(currency.getDisplayName(locale)), currency);
                }
            }
        }
        for (var currency : Currency.getAvailableCurrencies()) {
            names.put(fold(currency.getCurrencyCode()), currency);
        }
        return names;
    }

    /** The code of the currency; {@code null} where nobody knows it. */
    static @Nullable String code(String said) {
        var currency = BY_NAME.get(fold(said));
        return currency == null ? null : currency.getCurrencyCode();
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
