package org.kithwork.customer;

import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * Which customers, in which order.
 *
 * @param text four digits: the last four of a phone or an id; seven digits or more: an exact number; else a prefix of a
 *     name, its pinyin, its initials or the given name
 */
public record CustomerQuery(
        @Nullable String text,
        Sort sort,
        @Nullable StoreId store,
        @Nullable UserId owner,
        @Nullable String tag) {

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
