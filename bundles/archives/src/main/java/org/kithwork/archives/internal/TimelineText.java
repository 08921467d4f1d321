package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.EventType;
import org.kithwork.money.Money;
import org.kithwork.problem.Message;

/**
 * Says what an event was: the title of its type, filled with its data by name. An {@code amount} beside a
 * {@code currency} is shown as money; a word is translated where the type's texts have {@code value.<name>.<word>}, and
 * a day is written out.
 */
final class TimelineText {

    private static final int MAX = 1000;

    private TimelineText() {}

    static String title(EventType type, Map<String, Object> data, Locale locale) {
        var title = type.title();
        return title == null ? type.name() : fill(title, data, locale);
    }

    /** The second line, where the texts of the type have one: {@code <title's code>.text}. */
    static @Nullable String text(EventType type, Map<String, Object> data, Locale locale) {
        var title = type.title();
        if (title == null) {
            return null;
        }
        var text = Message.of(title.owner(), title.code() + ".text");
        return text.pattern(locale).isPresent() ? fill(text, data, locale) : null;
    }

    private static String fill(Message message, Map<String, Object> data, Locale locale) {
        var values = new HashMap<String, String>();
        data.forEach((name, value) -> values.put(name, word(message.owner(), name, value, locale)));
        amount(data).ifPresent(money -> values.put("amount", money(money, locale)));
        var text = message.text(locale, values);
        return text.length() <= MAX ? text : text.substring(0, text.offsetByCodePoints(0, MAX / 2));
    }

    /** The money that the data tell of. */
    static Optional<Money> amount(Map<String, Object> data) {
        var amount = data.get("amount");
        if (amount != null && data.get("currency") instanceof String currency) {
            try {
                return Optional.of(Money.round(new BigDecimal(amount.toString()), Currency.getInstance(currency)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String word(Class<?> owner, String name, Object value, Locale locale) {
        return value instanceof String word
                ? Message.of(owner, "value." + name + "." + word)
                        .pattern(locale)
                        .or(() -> day(word, locale))
                        .orElse(word)
                : value.toString();
    }

    private static Optional<String> day(String word, Locale locale) {
        try {
            return Optional.of(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(LocalDate.parse(word)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String money(Money money, Locale locale) {
        var format = NumberFormat.getCurrencyInstance(
                locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.US);
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(money.amount().scale());
        format.setMaximumFractionDigits(money.amount().scale());
        return format.format(money.amount());
    }
}
