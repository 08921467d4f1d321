package org.kithwork.field.spi;

import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * A record that has fields.
 *
 * @param id an identifier made by the application, unique over all records
 * @param customer whom the record is about: his erasure takes the values with it
 * @param restricted whether the customer is open to named users alone
 */
public record FieldRecord(
        String id,
        @Nullable CustomerId customer,
        @Nullable UserId owner,
        @Nullable StoreId store,
        boolean restricted) {}
