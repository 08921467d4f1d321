package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.store.FieldEntity;
import org.kithwork.customer.CustomerKind;
import org.kithwork.field.FieldDefinition.Choice;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads what people write of a field, and puts it into its row; names every fault with its place. */
final class DefinitionReader {

    static final int MOST_CHOICES = 200;
    private static final int LONGEST_TITLE = 60;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int LONGEST_KEY = 40;

    private final Faults faults;

    DefinitionReader(Faults faults) {
        this.faults = faults;
    }

    String key(String pointer, @Nullable String raw) {
        var key = faults.requiredText(pointer, raw, LONGEST_KEY);
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            add(pointer, "key-invalid");
        }
        return key;
    }

    FieldType type(@Nullable String raw) {
        if (raw == null) {
            faults.add("/type", "required");
        }
        return Objects.requireNonNullElse(faults.choice("/type", raw, FieldType.class), FieldType.TEXT);
    }

    FieldTitle title(String pointer, @Nullable FieldTitle raw) {
        if (raw == null) {
            faults.add(pointer, "required");
            return new FieldTitle("", "");
        }
        return new FieldTitle(
                faults.requiredText(pointer + "/zh", raw.zh(), LONGEST_TITLE),
                faults.requiredText(pointer + "/en", raw.en(), LONGEST_TITLE));
    }

    void group(FieldEntity field, @Nullable FieldTitle raw) {
        var title = raw == null ? null : title("/group", raw);
        field.groupZh = title == null ? null : title.zh();
        field.groupEn = title == null ? null : title.en();
    }

    void kinds(FieldEntity field, @Nullable List<String> raw) {
        if (raw == null || raw.isEmpty()) {
            field.kinds = null;
            return;
        }
        if (!field.object.equals(FieldRules.CUSTOMER)) {
            add("/kinds", "kinds-of-customers");
            return;
        }
        var kinds = new ArrayList<String>();
        for (int i = 0; i < raw.size(); i++) {
            var kind = faults.choice("/kinds/" + i, raw.get(i), CustomerKind.class);
            if (kind != null && !kinds.contains(kind.name())) {
                kinds.add(kind.name());
            }
        }
        field.kinds = kinds.isEmpty() ? null : String.join(" ", kinds);
    }

    void limits(FieldEntity field, FieldDraft.@Nullable Limits raw) {
        var limits = raw == null ? new FieldDraft.Limits(null, null, null, null) : raw;
        field.maxLength = length(field.type, limits.maxLength());
        field.scale = scale(field.type, limits.scale());
        var numbers = field.type == FieldType.NUMBER || field.type == FieldType.MONEY;
        if (!numbers && (limits.min() != null || limits.max() != null)) {
            add("/limits", "limits-of-numbers");
        }
        field.min = numbers ? end("/limits/min", limits.min()) : null;
        field.max = numbers ? end("/limits/max", limits.max()) : null;
        if (field.min != null && field.max != null && field.min.compareTo(field.max) > 0) {
            add("/limits/max", "limits-crossed");
        }
    }

    private @Nullable Integer length(FieldType type, @Nullable Integer raw) {
        if (raw != null && (type != FieldType.TEXT || raw < 1 || raw > FieldReader.LONGEST_TEXT)) {
            add("/limits/maxLength", "length-invalid", FieldReader.LONGEST_TEXT);
            return null;
        }
        return raw;
    }

    private @Nullable Integer scale(FieldType type, @Nullable Integer raw) {
        if (raw != null && (type != FieldType.NUMBER || raw < 0 || raw > FieldReader.SCALE)) {
            add("/limits/scale", "scale-invalid", FieldReader.SCALE);
            return null;
        }
        return raw;
    }

    private @Nullable BigDecimal end(String pointer, @Nullable String raw) {
        var number = faults.decimal(pointer, raw);
        if (number != null && number.abs().compareTo(BigDecimal.TEN.pow(15)) >= 0) {
            faults.add(pointer, "number-invalid");
            return null;
        }
        return number;
    }

    /** The choices without faults, in order. */
    List<Choice> choices(FieldType type, @Nullable List<FieldDraft.Choice> raw) {
        var given = raw == null ? List.<FieldDraft.Choice>of() : raw;
        if (!FieldReader.hasChoices(type)) {
            if (!given.isEmpty()) {
                add("/choices", "choices-not-here");
            }
            return List.of();
        }
        if (given.isEmpty()) {
            faults.add("/choices", "required");
        }
        if (given.size() > MOST_CHOICES) {
            add("/choices", "too-many-choices", MOST_CHOICES);
            return List.of();
        }
        var keys = new HashSet<String>();
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < given.size(); i++) {
            var pointer = "/choices/" + i;
            var choice = given.get(i);
            var key = key(pointer + "/key", choice.key());
            if (!key.isEmpty() && !keys.add(key)) {
                add(pointer + "/key", "choice-twice");
            }
            choices.add(
                    new Choice(key, title(pointer + "/title", choice.title()), Boolean.TRUE.equals(choice.retired())));
        }
        return choices;
    }

    int position(@Nullable Integer raw, int usual) {
        if (raw != null && (raw < 0 || raw > 100_000)) {
            faults.add("/position", "number-invalid");
            return usual;
        }
        return raw == null ? usual : raw;
    }

    void add(String pointer, String code, Object... arguments) {
        faults.add(pointer, Message.of(DefinitionReader.class, code, arguments));
    }
}
