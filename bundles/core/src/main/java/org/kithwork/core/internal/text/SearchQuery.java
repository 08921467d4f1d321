package org.kithwork.core.internal.text;

/**
 * What a search text asks for.
 *
 * @param kind which of the keys it is compared with
 * @param value the comparable form: four digits, the digits of a number (with + when it was typed), an id in lower case,
 *     or the folded beginning of a name
 * @param identifier the text as an identifier, for a comparison with card and order numbers: exact, whatever the kind
 */
public record SearchQuery(Kind kind, String value, String identifier) {
    /** The ways to search. */
    public enum Kind {
        /** Nothing was asked. */
        EMPTY,
        /** Four digits: the end of a phone number, or an identifier. */
        LAST_FOUR,
        /** Seven digits and more: a whole phone number or an identifier, never a part of one. */
        NUMBER,
        /** The id of a customer. */
        ID,
        /** The beginning of any key. */
        PREFIX
    }
}
