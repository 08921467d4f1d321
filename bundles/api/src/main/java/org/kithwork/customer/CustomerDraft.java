package org.kithwork.customer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a customer to be; raw, so that every fault can be named at once. Either a full name, which is split,
 * or family and given name.
 *
 * @param fields values of the company's own fields, by key, in the forms of {@link org.kithwork.field.FieldType}
 * @param duplicateReason why it is created although it looks like one that is there
 */
public record CustomerDraft(
        @Nullable String kind,
        @Nullable String fullName,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String nameOrder,
        @Nullable Integer sex,
        @Nullable Birth birth,
        @Nullable String occupation,
        @Nullable String company,
        @Nullable String district,
        @Nullable String note,
        @Nullable List<Contact> contactPoints,
        @Nullable List<Key> identifiers,
        @Nullable List<String> tags,
        @Nullable String ownerId,
        @Nullable String storeId,
        @Nullable String source,
        @Nullable Boolean unnamed,
        @Nullable String duplicateReason,
        @Nullable Map<String, @Nullable Object> fields) {

    /** A draft without fields of the company. */
    public CustomerDraft(
            @Nullable String kind,
            @Nullable String fullName,
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String nameOrder,
            @Nullable Integer sex,
            @Nullable Birth birth,
            @Nullable String occupation,
            @Nullable String company,
            @Nullable String district,
            @Nullable String note,
            @Nullable List<Contact> contactPoints,
            @Nullable List<Key> identifiers,
            @Nullable List<String> tags,
            @Nullable String ownerId,
            @Nullable String storeId,
            @Nullable String source,
            @Nullable Boolean unnamed,
            @Nullable String duplicateReason) {
        this(
                kind,
                fullName,
                familyName,
                givenName,
                nameOrder,
                sex,
                birth,
                occupation,
                company,
                district,
                note,
                contactPoints,
                identifiers,
                tags,
                ownerId,
                storeId,
                source,
                unnamed,
                duplicateReason,
                null);
    }

    /** A birth date as written. */
    public record Birth(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable Integer day,
            @Nullable String calendar) {}

    /** A contact point as written. */
    public record Contact(
            @Nullable String type,
            @Nullable String value,
            @Nullable Boolean primary,
            @Nullable Boolean shared) {}

    /** An identifier as written. */
    public record Key(@Nullable String scheme, @Nullable String value) {}
}
