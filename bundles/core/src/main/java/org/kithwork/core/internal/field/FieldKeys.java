package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.field.FieldSearch.Range;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;

/**
 * The keys by which values are found: the field, a colon, the value in a form whose order as text is that of the values,
 * a space, and the record. One index serves equality, ranges and beginnings, and has the record at its end.
 */
final class FieldKeys {

    private static final BigInteger ZERO = BigInteger.TEN.pow(24);
    private static final int LONGEST = 80;

    private FieldKeys() {}

    /** The parts of a value that are searched one by one. */
    static List<String> of(FieldType type, Object value) {
        return switch (type) {
            case TEXT -> List.of(folded(value.toString()));
            case NUMBER -> List.of(number(new BigDecimal(value.toString())));
            case DATE, CHOICE, YES_NO -> List.of(value.toString());
            case MULTI_CHOICE ->
                ((List<?>) value).stream().map(Object::toString).toList();
            case MONEY -> {
                var money = (Map<?, ?>) value;
                yield List.of(money.get("currency") + number(new BigDecimal((String) money.get("amount"))));
            }
        };
    }

    static String key(FieldDefinition field, String part, String record) {
        return field.id() + ":" + part + " " + record;
    }

    /** Just this part. */
    static Range exactly(FieldDefinition field, String part) {
        return between(field, part, part);
    }

    /** All parts from one to another, both among them. */
    static Range between(FieldDefinition field, String from, String to) {
        return new Range(field.id() + ":" + from + " ", field.id() + ":" + to + "!");
    }

    static Range beginningWith(FieldDefinition field, String text) {
        var low = field.id() + ":" + folded(text);
        return new Range(low, SearchKeys.after(low));
    }

    static String folded(String text) {
        var folded = SearchKeys.identifier(text).toLowerCase(java.util.Locale.ROOT);
        return folded.codePointCount(0, folded.length()) <= LONGEST
                ? folded
                : folded.substring(0, folded.offsetByCodePoints(0, LONGEST));
    }

    /** Of one length and without a sign, so that the order of the texts is that of the numbers. */
    static String number(BigDecimal number) {
        var shifted =
                number.movePointRight(FieldReader.SCALE).toBigIntegerExact().add(ZERO);
        return String.format("%025d", shifted);
    }
}
