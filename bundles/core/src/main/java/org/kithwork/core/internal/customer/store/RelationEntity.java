package org.kithwork.core.internal.customer.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_relation}. */
@NullUnmarked
@Entity
@Table(name = "core_relation")
public class RelationEntity {

    /** What the first customer is to the second. */
    public enum Kind {
        /** They live together; the one with the smaller id stands first. */
        HOUSEHOLD,
        /** The first answers for the second. */
        GUARDIAN,
        /** The first employs the second. */
        EMPLOYER,
        /** The first came by a word of the second. */
        REFERRED_BY
    }

    @Id
    public String id;

    @Column(name = "from_id")
    public String fromId;

    @Column(name = "to_id")
    public String toId;

    @Enumerated(EnumType.STRING)
    public Kind kind = Kind.HOUSEHOLD;

    @Column(name = "created_at")
    public Instant createdAt;
}
