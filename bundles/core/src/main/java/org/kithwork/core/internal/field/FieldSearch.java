package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.money.MoneyDraft;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** Reads what a list is to be filtered by; what cannot be read is refused, never left out. */
public final class FieldSearch {

    private static final String BETWEEN = "..";

    private final Currency currency;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * A reader.
     *
     * @param currency of amounts that name none
     */
    public FieldSearch(Currency currency) {
        this.currency = currency;
    }

    /** A range of the keys of values, from {@code low} to below {@code high}. */
    public record Range(String low, String high) {}

    /** Notes that the field cannot be filtered by, or is none. */
    public void refuse(String key, String code) {
        faults.add(new Fault("/field." + key, Message.of(FieldSearch.class, code)));
    }

    /** The range that a filter asks for; {@code null} where it is at fault. */
    public @Nullable Range range(FieldDefinition field, String asked) {
        var found = new Faults();
        var range = read(found, field, asked.strip());
        faults.addAll(found.found());
        return found.isEmpty() ? range : null;
    }

    /** Refuses the list when anything was found. */
    public void check() {
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "malformed", Message.of(FieldSearch.class, "filter-invalid"))
                    .with(faults);
        }
    }

    private @Nullable Range read(Faults found, FieldDefinition field, String asked) {
        var pointer = "/field." + field.key();
        if (asked.isEmpty()) {
            found.add(pointer, "required");
            return null;
        }
        return switch (field.type()) {
            case TEXT -> text(found, pointer, field, asked);
            case CHOICE, MULTI_CHOICE -> choice(found, pointer, field, asked);
            case YES_NO -> flag(found, pointer, field, asked);
            case NUMBER, DATE -> between(found, pointer, field, asked, "");
            case MONEY -> money(found, pointer, field, asked);
        };
    }

    private static @Nullable Range text(Faults found, String pointer, FieldDefinition field, String asked) {
        var text = found.optionalText(pointer, asked, FieldReader.LONGEST_TEXT);
        return text == null || FieldKeys.folded(text).isEmpty() ? null : FieldKeys.beginningWith(field, text);
    }

    private static @Nullable Range choice(Faults found, String pointer, FieldDefinition field, String key) {
        if (field.choices().stream().noneMatch(choice -> choice.key().equals(key))) {
            found.add(pointer, Message.of(FieldReader.class, "choice-unknown"));
            return null;
        }
        return FieldKeys.exactly(field, key);
    }

    private static @Nullable Range flag(Faults found, String pointer, FieldDefinition field, String asked) {
        if (!asked.equals("true") && !asked.equals("false")) {
            found.add(pointer, Message.of(FieldReader.class, "yes-no-wanted"));
            return null;
        }
        return FieldKeys.exactly(field, asked);
    }

    private @Nullable Range money(Faults found, String pointer, FieldDefinition field, String asked) {
        var space = asked.indexOf(' ');
        var amounts = space < 0 ? asked : asked.substring(0, space);
        var named = space < 0
                ? currency
                : MoneyDraft.currency(found, pointer, asked.substring(space + 1).strip());
        return named == null ? null : between(found, pointer, field, amounts, named.getCurrencyCode());
    }

    private static @Nullable Range between(
            Faults found, String pointer, FieldDefinition field, String asked, String before) {
        var dots = asked.indexOf(BETWEEN);
        var from = dots < 0 ? asked : asked.substring(0, dots);
        var to = dots < 0 ? asked : asked.substring(dots + BETWEEN.length());
        var low = end(found, pointer, field, from, before, "");
        var high = end(found, pointer, field, to, before, "~");
        if (!found.isEmpty()) {
            return null;
        }
        return FieldKeys.between(field, low, high);
    }

    private static String end(
            Faults found, String pointer, FieldDefinition field, String value, String before, String open) {
        if (value.isBlank()) {
            return before + open;
        }
        if (field.type() == org.kithwork.field.FieldType.DATE) {
            var date = found.date(pointer, value);
            return date == null ? "" : date.toString();
        }
        var number = found.decimal(pointer, value);
        if (number != null && number.abs().compareTo(BigDecimal.TEN.pow(15)) >= 0) {
            found.add(pointer, "number-invalid");
            return "";
        }
        return number == null ? "" : before + FieldKeys.number(number);
    }
}
