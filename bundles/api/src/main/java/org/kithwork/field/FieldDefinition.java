package org.kithwork.field;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a kind of record.
 *
 * @param object the kind of record, such as {@code core:customer}
 * @param key its name on the wire, in imports and in filters; never changes
 * @param choices of {@link FieldType#CHOICE} and {@link FieldType#MULTI_CHOICE}, in order; empty for others
 * @param kinds the kinds of customer that have it, such as {@code PERSON}; empty for all
 * @param sensitive whether values are encrypted and never searched
 * @param searchable whether lists can be filtered by it
 * @param group the heading that it stands under
 * @param position where it stands, the smallest first
 * @param retired whether it is no longer shown or written; its values are kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldDefinition(
        String id,
        long version,
        String object,
        String key,
        FieldTitle title,
        FieldType type,
        boolean required,
        List<Choice> choices,
        Limits limits,
        List<String> kinds,
        boolean sensitive,
        boolean searchable,
        @Nullable FieldTitle group,
        int position,
        boolean retired) {

    public FieldDefinition {
        choices = List.copyOf(choices);
        kinds = List.copyOf(kinds);
    }

    /** What a choice is called; a retired one stays where it was chosen and is not offered. */
    public record Choice(String key, FieldTitle title, boolean retired) {}

    /**
     * What a value may be.
     *
     * @param maxLength of a text, in characters
     * @param min of a number or amount
     * @param max of a number or amount
     * @param scale how many digits a number has behind the point at most
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Nullable Integer maxLength,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal min,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal max,

            @Nullable Integer scale) {

        /** Those of the type itself alone. */
        public static final Limits NONE = new Limits(null, null, null, null);
    }

    /** Whether a record of this kind has it. */
    public boolean isFor(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /** Its name among the members of a record: in policies of roles, history and imports. */
    public String member() {
        return member(key);
    }

    /** The name of the field with this key among the members of a record. */
    public static String member(String key) {
        return "field:" + key;
    }
}
