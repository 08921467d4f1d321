package org.kithwork.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * Which customers, in which order.
 *
 * @param text four digits: the last four of a phone or an id; seven digits or more: an exact number; else a prefix of a
 *     name, its pinyin, its initials or the given name
 * @param fields what values of the company's own fields have to be; all of them hold
 */
public record CustomerQuery(
        @Nullable String text,
        Sort sort,
        @Nullable StoreId store,
        @Nullable UserId owner,
        @Nullable String tag,
        List<FieldFilter> fields) {

    public CustomerQuery {
        fields = List.copyOf(fields);
    }

    /** A query that asks for no fields of the company. */
    public CustomerQuery(
            @Nullable String text, Sort sort, @Nullable StoreId store, @Nullable UserId owner, @Nullable String tag) {
        this(text, sort, store, owner, tag, List.of());
    }

    /**
     * What the value of a field has to be; raw. A number, a day or an amount may be a range: {@code 10..20}, {@code 10..},
     * {@code ..20}, with the currency of an amount behind it. A text is the beginning of the value.
     */
    public record FieldFilter(String key, String value) {}

    /** The published orders; a search by text is ordered by what it matched. */
    public enum Sort {
        NAME,
        CREATED_DESC,
        UPDATED_DESC
    }

    /** All that the actor may see, by name. */
    public static CustomerQuery all() {
        return new CustomerQuery(null, Sort.NAME, null, null, null);
    }

    /** A search by text. */
    public static CustomerQuery text(String text) {
        return new CustomerQuery(text, Sort.NAME, null, null, null);
    }
}
