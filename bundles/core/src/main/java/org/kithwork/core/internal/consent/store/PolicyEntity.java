package org.kithwork.core.internal.consent.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_contact_policy}. */
@NullUnmarked
@Entity
@Table(name = "core_contact_policy")
public class PolicyEntity {

    @Id
    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "do_not_contact")
    public boolean doNotContact;

    public boolean complaint;

    public boolean deceased;

    @Column(name = "deceased_on")
    public String deceasedOn;

    @Column(name = "preferred_channel")
    public String preferredChannel;

    @Column(name = "preferred_from")
    public String preferredFrom;

    @Column(name = "preferred_until")
    public String preferredUntil;

    @Column(name = "updated_at")
    public Instant updatedAt;

    public long version;
}
