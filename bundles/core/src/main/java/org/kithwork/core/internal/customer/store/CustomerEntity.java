package org.kithwork.core.internal.customer.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.NameOrder;

/** A row of {@code core_customer}. Changed only under its row lock, so the version is a plain counter. */
@NullUnmarked
@Entity
@Table(name = "core_customer")
public class CustomerEntity {

    @Id
    public String id;

    @Enumerated(EnumType.STRING)
    public CustomerKind kind = CustomerKind.PERSON;

    @Enumerated(EnumType.STRING)
    public CustomerStatus status = CustomerStatus.ACTIVE;

    @Column(name = "merged_into")
    public String mergedInto;

    @Column(name = "display_name")
    public String displayName;

    @Column(name = "family_name")
    public String familyName;

    @Column(name = "given_name")
    public String givenName;

    @Enumerated(EnumType.STRING)
    @Column(name = "name_order")
    public NameOrder nameOrder = NameOrder.WHOLE;

    /** How the name is spoken, where a person said so. */
    public String pinyin;

    @Column(name = "name_doubtful")
    public boolean nameDoubtful;

    public boolean unnamed;

    /** The collation key of the name and the id: the one column that lists by name sort on. */
    @Column(name = "sort_key")
    public String sortKey;

    public int sex;

    @Column(name = "birth_year")
    public Integer birthYear;

    @Column(name = "birth_month")
    public Integer birthMonth;

    @Column(name = "birth_day")
    public Integer birthDay;

    @Enumerated(EnumType.STRING)
    @Column(name = "birth_calendar")
    public BirthDate.Calendar birthCalendar;

    public String occupation;

    public String company;

    public String district;

    @Column(name = "note_cipher")
    public String noteCipher;

    @Column(name = "owner_id")
    public String ownerId;

    /** Since when he belongs to the owner, or to nobody; {@code null} where that was so from the start. */
    @Column(name = "owner_since")
    public Instant ownerSince;

    @Column(name = "store_id")
    public String storeId;

    public String source;

    /**
     * {@link #limited} or {@link #kept}: what {@code Visibility} reads, for itself and from the covering indexes. Whoever
     * changes it calls {@link CustomerStore#renewRestricted}, for the lists of modules.
     */
    public boolean restricted;

    /** Open to the users of a list alone. */
    public boolean limited;

    /** Stored and not used, at the person's request; open to nobody. */
    public boolean kept;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_by_name")
    public String createdByName;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @Column(name = "updated_by")
    public String updatedBy;

    @Column(name = "updated_by_name")
    public String updatedByName;

    /** The time of the last change and the id. */
    @Column(name = "updated_key")
    public String updatedKey;

    public long version;

    public void limit(boolean now) {
        limited = now;
        restricted = limited || kept;
    }

    public void keep(boolean now) {
        kept = now;
        restricted = limited || kept;
    }
}
