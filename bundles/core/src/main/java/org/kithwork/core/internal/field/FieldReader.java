package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Checks values as they come in, and brings them into the form in which they are kept and shown. */
public final class FieldReader {

    static final int LONGEST_TEXT = 2000;
    static final int SCALE = 9;
    private static final int USUAL_TEXT = 500;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    private final Faults faults;
    private final Currency currency;

    /**
     * A reader.
     *
     * @param currency of amounts that name none
     */
    public FieldReader(Faults faults, Currency currency) {
        this.faults = faults;
        this.currency = currency;
    }

    static boolean hasChoices(FieldType type) {
        return type == FieldType.CHOICE || type == FieldType.MULTI_CHOICE;
    }

    static boolean hasRange(FieldType type) {
        return type == FieldType.NUMBER || type == FieldType.MONEY || type == FieldType.DATE;
    }

    /**
     * The value in its form; {@code null} where it is empty or at fault.
     *
     * @param before what stands there, whose retired choices may stay
     */
    public @Nullable Object read(String pointer, FieldDefinition field, @Nullable Object raw, @Nullable Object before) {
        if (raw == null) {
            return null;
        }
        return switch (field.type()) {
            case TEXT -> text(pointer, raw, field.limits().maxLength());
            case NUMBER -> number(pointer, raw, field.limits());
            case DATE -> date(pointer, raw);
            case CHOICE -> choice(pointer, raw, field, before);
            case MULTI_CHOICE -> choices(pointer, raw, field, before);
            case YES_NO -> flag(pointer, raw);
            case MONEY -> money(pointer, raw, field.limits());
        };
    }

    private @Nullable Object text(String pointer, Object raw, @Nullable Integer max) {
        return raw instanceof String text
                ? faults.optionalText(pointer, text, max == null ? USUAL_TEXT : max)
                : fault(pointer, "text-wanted");
    }

    private @Nullable Object number(String pointer, Object raw, FieldDefinition.Limits limits) {
        if (!(raw instanceof String) && !(raw instanceof Number)) {
            return fault(pointer, "number-wanted");
        }
        var number = faults.decimal(pointer, raw.toString());
        if (number == null) {
            return null;
        }
        var scale = limits.scale() == null ? SCALE : limits.scale();
        if (number.stripTrailingZeros().scale() > scale) {
            return fault(pointer, "scale-exceeded", scale);
        }
        return within(pointer, number, limits) ? plain(number) : null;
    }

    private boolean within(String pointer, BigDecimal number, FieldDefinition.Limits limits) {
        if (number.abs().compareTo(LIMIT) >= 0) {
            faults.add(pointer, "number-invalid");
            return false;
        }
        if (limits.min() != null && number.compareTo(limits.min()) < 0) {
            fault(pointer, "too-small", plain(limits.min()));
            return false;
        }
        if (limits.max() != null && number.compareTo(limits.max()) > 0) {
            fault(pointer, "too-large", plain(limits.max()));
            return false;
        }
        return true;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private @Nullable Object date(String pointer, Object raw) {
        if (!(raw instanceof String text)) {
            return fault(pointer, "text-wanted");
        }
        var date = faults.date(pointer, text);
        if (date != null && (date.getYear() < 1 || date.getYear() > 9999)) {
            faults.add(pointer, "date-invalid");
            return null;
        }
        return date == null ? null : date.toString();
    }

    private @Nullable Object flag(String pointer, Object raw) {
        return raw instanceof Boolean ? raw : fault(pointer, "yes-no-wanted");
    }

    private @Nullable Object choice(String pointer, Object raw, FieldDefinition field, @Nullable Object before) {
        if (!(raw instanceof String key)) {
            return fault(pointer, "text-wanted");
        }
        if (Faults.isBlank(key)) {
            return null;
        }
        if (!offered(field, before).contains(key)) {
            return fault(pointer, "choice-unknown");
        }
        return key;
    }

    private @Nullable Object choices(String pointer, Object raw, FieldDefinition field, @Nullable Object before) {
        if (!(raw instanceof List<?> given)) {
            return fault(pointer, "list-wanted");
        }
        var offered = offered(field, before);
        var chosen = new LinkedHashSet<String>();
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof String key && offered.contains(key)) {
                chosen.add(key);
            } else {
                fault(pointer + "/" + i, "choice-unknown");
            }
        }
        var inOrder = field.choices().stream()
                .map(FieldDefinition.Choice::key)
                .filter(chosen::contains)
                .toList();
        return inOrder.isEmpty() ? null : inOrder;
    }

    private static List<String> offered(FieldDefinition field, @Nullable Object before) {
        var keys = new ArrayList<String>();
        for (var choice : field.choices()) {
            var stays = before instanceof List<?> list
                    ? list.contains(choice.key())
                    : choice.key().equals(before);
            if (!choice.retired() || stays) {
                keys.add(choice.key());
            }
        }
        return keys;
    }

    private @Nullable Object money(String pointer, Object raw, FieldDefinition.Limits limits) {
        if (!(raw instanceof Map<?, ?> given) || !given.keySet().stream().allMatch(FieldReader::isOfMoney)) {
            return fault(pointer, "money-wanted");
        }
        var code = given.get("currency");
        var named = code == null ? currency : MoneyDraft.currency(faults, pointer + "/currency", code.toString());
        if (named == null) {
            return null;
        }
        var amount = given.get("amount");
        var money = MoneyDraft.read(
                faults, pointer, new MoneyDraft(amount == null ? null : amount.toString(), null), named);
        return money != null && within(pointer + "/amount", money.amount(), limits) ? form(money) : null;
    }

    private static boolean isOfMoney(Object name) {
        return "amount".equals(name) || "currency".equals(name);
    }

    static Map<String, String> form(Money money) {
        return Map.of(
                "amount",
                money.amount().toPlainString(),
                "currency",
                money.currency().getCurrencyCode());
    }

    private @Nullable Object fault(String pointer, String code, Object... arguments) {
        faults.add(pointer, Message.of(FieldReader.class, code, arguments));
        return null;
    }
}
