package org.kithwork.core.internal.customer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDraft;

/** What a change of a customer may name. */
public record CustomerChange(
        @Nullable String status,
        @Nullable String fullName,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String nameOrder,
        @Nullable String pinyin,
        @Nullable Integer sex,
        CustomerDraft.@Nullable Birth birth,
        @Nullable String occupation,
        @Nullable String company,
        @Nullable String district,
        @Nullable String note,
        @Nullable List<String> tags,
        @Nullable String ownerId,
        @Nullable String storeId,
        @Nullable Boolean unnamed,
        @Nullable Map<String, @Nullable Object> fields) {}
