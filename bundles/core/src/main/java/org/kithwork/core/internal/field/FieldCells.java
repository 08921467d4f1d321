package org.kithwork.core.internal.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.reader.Cell;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.field.FieldDefinition;
import org.kithwork.importing.spi.ImportChoice;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads the cells of an import as people and spreadsheets write them. */
public final class FieldCells {

    private static final Pattern SEVERAL = Pattern.compile("[,，;；、|\\r\\n]+");
    private static final Pattern CODE = Pattern.compile("(?:([A-Z]{3})\\s*)?([^A-Z]+?)\\s*([A-Z]{3})?");
    private static final List<String> YES = List.of("是", "有", "对", "√", "yes", "y", "true", "1");
    private static final List<String> NO = List.of("否", "无", "不", "×", "no", "n", "false", "0");

    private FieldCells() {}

    /** What the field is called in the list of fields that a column may be mapped to. */
    public static Message title(FieldDefinition field) {
        return Message.of(
                FieldCells.class,
                "field-title",
                field.title().en(),
                field.title().zh());
    }

    /** The headers that propose the field. */
    public static List<String> headers(FieldDefinition field) {
        return List.of(
                field.key(),
                field.title().zh().toLowerCase(Locale.ROOT),
                field.title().en().toLowerCase(Locale.ROOT));
    }

    /** What a cell may say of a choice or of yes and no; empty of other fields, and of those that take several choices. */
    public static List<ImportChoice> closed(FieldDefinition field) {
        return switch (field.type()) {
            case CHOICE ->
                field.choices().stream()
                        .filter(choice -> !choice.retired())
                        .map(FieldCells::choice)
                        .toList();
            case YES_NO ->
                List.of(
                        new ImportChoice("yes", Message.of(FieldCells.class, "yes"), YES),
                        new ImportChoice("no", Message.of(FieldCells.class, "no"), NO));
            default -> List.of();
        };
    }

    private static ImportChoice choice(FieldDefinition.Choice choice) {
        var title = choice.title();
        return new ImportChoice(
                choice.key(),
                Message.of(FieldCells.class, "field-title", title.en(), title.zh()),
                List.of(plain(title.zh()), plain(title.en())));
    }

    /** The value in the form of the wire, not yet checked; {@code null} where it is at fault. */
    public static @Nullable Object raw(Faults faults, String pointer, FieldDefinition field, String cell) {
        return switch (field.type()) {
            case TEXT -> cell;
            case NUMBER -> number(faults, pointer, cell);
            case DATE -> value(faults, pointer, Cells.date(cell, false), Cells.DATE_INVALID);
            case CHOICE -> choice(field, cell);
            case MULTI_CHOICE -> choices(field, cell);
            case YES_NO -> flag(faults, pointer, cell);
            case MONEY -> money(faults, pointer, cell);
        };
    }

    private static @Nullable String number(Faults faults, String pointer, String cell) {
        return value(faults, pointer, Cells.number(cell), Cells.NUMBER_INVALID);
    }

    private static @Nullable String value(Faults faults, String pointer, Cell<?> cell, String usual) {
        var value = cell.value();
        if (value == null) {
            faults.add(pointer, ImportTexts.of(cell.fault() == null ? usual : cell.fault()));
            return null;
        }
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** By its key or by what it is called; what nobody knows stays as it is, for the fault. */
    private static String choice(FieldDefinition field, String cell) {
        var text = plain(cell);
        return field.choices().stream()
                .filter(choice -> plain(choice.key()).equals(text)
                        || plain(choice.title().zh()).equals(text)
                        || plain(choice.title().en()).equals(text))
                .map(FieldDefinition.Choice::key)
                .findFirst()
                .orElse(cell);
    }

    private static List<String> choices(FieldDefinition field, String cell) {
        var chosen = new ArrayList<String>();
        for (var part : SEVERAL.split(cell)) {
            if (!Faults.isBlank(part)) {
                chosen.add(choice(field, part));
            }
        }
        return chosen;
    }

    private static @Nullable Boolean flag(Faults faults, String pointer, String cell) {
        var text = plain(cell);
        if (YES.contains(text)) {
            return true;
        }
        if (NO.contains(text)) {
            return false;
        }
        faults.add(pointer, Message.of(FieldCells.class, "yes-no-cell"));
        return null;
    }

    private static @Nullable Map<String, Object> money(Faults faults, String pointer, String cell) {
        var parts = CODE.matcher(SearchKeys.identifier(cell));
        var known = parts.matches();
        var code = !known ? null : parts.group(1) == null ? parts.group(3) : parts.group(1);
        var amount = number(faults, pointer, known ? parts.group(2) : cell);
        if (amount == null) {
            return null;
        }
        var money = new LinkedHashMap<String, Object>();
        money.put("amount", amount);
        if (code != null) {
            money.put("currency", code);
        }
        return money;
    }

    private static String plain(String text) {
        return SearchKeys.identifier(text).toLowerCase(Locale.ROOT);
    }
}
