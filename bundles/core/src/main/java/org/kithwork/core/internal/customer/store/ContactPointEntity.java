package org.kithwork.core.internal.customer.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;

/** A row of {@code core_contact_point}: the value encrypted, its blind index for equality. */
@NullUnmarked
@Entity
@Table(name = "core_contact_point")
public class ContactPointEntity {

    @Id
    public String id;

    @Column(name = "customer_id")
    public String customerId;

    @Enumerated(EnumType.STRING)
    public ContactType type = ContactType.OTHER;

    @Column(name = "contact_cipher")
    public String contactCipher;

    /** Of the normalised value; {@code null} where the value must not be matched (masked, relay, invalid). */
    @Column(name = "blind_index")
    public String blindIndex;

    @Column(name = "is_primary")
    public boolean primary;

    /** Customer and type while primary, so that the database refuses a second one. */
    @Column(name = "primary_slot")
    public String primarySlot;

    @Enumerated(EnumType.STRING)
    public ContactState state = ContactState.UNVERIFIED;

    public boolean shared;

    @Column(name = "verified_at")
    public Instant verifiedAt;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Makes it the primary one of its type, or not. */
    public void setPrimary(boolean value) {
        primary = value;
        primarySlot = value ? customerId + ":" + type : null;
    }
}
