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

/** A row of {@code core_identifier}; scheme and value are the key, so one value belongs to one customer. */
@NullUnmarked
@Entity
@IdClass(IdentifierEntity.Key.class)
@Table(name = "core_identifier")
public class IdentifierEntity {

    @Id
    public String scheme;

    @Id
    public String identifier;

    @Column(name = "customer_id")
    public String customerId;

    /** The key of a row. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        public String scheme;
        public String identifier;

        public Key() {}

        public Key(String scheme, String identifier) {
            this.scheme = scheme;
            this.identifier = identifier;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && scheme.equals(key.scheme) && identifier.equals(key.identifier);
        }

        @Override
        public int hashCode() {
            return Objects.hash(scheme, identifier);
        }
    }
}
