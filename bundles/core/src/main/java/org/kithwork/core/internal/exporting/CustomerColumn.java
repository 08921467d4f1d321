package org.kithwork.core.internal.exporting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a customer's record has in every company, as columns of a file in their order. */
enum CustomerColumn {
    ID("id", null),
    KIND("kind", null),
    NAME("displayName", "displayName"),
    FAMILY("familyName", "displayName"),
    GIVEN("givenName", "displayName"),
    SEX("sex", "sex"),
    BIRTH("birth", "birth"),
    AGE("ageBand", "birth"),
    PHONE("phone", "contactPoints", 3),
    EMAIL("email", "contactPoints", 2),
    ADDRESS("address", "contactPoints", 2),
    WECHAT("wechat", "contactPoints"),
    OTHER("other", "contactPoints"),
    DISTRICT("district", "district"),
    COMPANY("company", "company"),
    OCCUPATION("occupation", "occupation"),
    IDENTIFIERS("identifiers", "identifiers"),
    TAGS("tags", "tags"),
    NOTE("note", "note"),
    OWNER("owner", "ownerId"),
    STORE("store", "storeId"),
    SOURCE("source", "source"),
    STATUS("status", null),
    CREATED("createdAt", null),
    UPDATED("updatedAt", null);

    private final String word;
    private final @Nullable String member;
    private final int width;

    CustomerColumn(String word, @Nullable String member) {
        this(word, member, 1);
    }

    CustomerColumn(String word, @Nullable String member, int width) {
        this.word = word;
        this.member = member;
        this.width = width;
    }

    /** By which it is asked for. */
    String word() {
        return word;
    }

    /** Whether somebody who sees these members of some customer may ask for it. */
    boolean isFor(List<String> members) {
        return member == null || members.contains(member);
    }

    /** The headings in a table, as an import knows them again; a column of several has a number behind the later ones. */
    List<String> headings(Locale locale) {
        var title = title(locale);
        return java.util.stream.IntStream.rangeClosed(1, width)
                .mapToObj(number -> number == 1 ? title : title + number)
                .toList();
    }

    String title(Locale locale) {
        return ExportTexts.of("column." + word).text(locale);
    }

    static Optional<CustomerColumn> of(String word) {
        return Arrays.stream(values())
                .filter(column -> column.word.equals(word))
                .findFirst();
    }
}
