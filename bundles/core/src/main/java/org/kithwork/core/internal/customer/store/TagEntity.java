package org.kithwork.core.internal.customer.store;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code core_customer_tag}. */
@NullUnmarked
@Entity
@IdClass(TagEntity.Key.class)
@Table(name = "core_customer_tag")
public class TagEntity {

    @Id
    @Column(name = "customer_id")
    public String customerId;

    @Id
    public String tag;

    /** The key of a row. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        public String customerId;
        public String tag;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && customerId.equals(key.customerId) && tag.equals(key.tag);
        }

        @Override
        public int hashCode() {
            return Objects.hash(customerId, tag);
        }
    }
}
