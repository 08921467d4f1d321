package org.kithwork.core.internal.customer.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/**
 * A row of {@code core_search_key}: a text by which a customer is found. It carries store and owner, so that a prefix
 * and a scope are answered by one index.
 */
@NullUnmarked
@Entity
@Table(name = "core_search_key")
public class SearchKeyEntity {

    /** The letter of its domain, the text, a separator, the letter of its kind, and the customer's id. */
    @Id
    @Column(name = "search_key")
    public String searchKey;

    @Column(name = "customer_id")
    public String customerId;

    public String kind;

    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "store_id")
    public String storeId;

    public boolean restricted;
}
