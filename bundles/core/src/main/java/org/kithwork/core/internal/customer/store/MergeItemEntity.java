package org.kithwork.core.internal.customer.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_merge_item}: one thing that a merge moved or changed, so that it can be put back. */
@NullUnmarked
@Entity
@Table(name = "core_merge_item")
public class MergeItemEntity {

    /** What was moved. */
    public enum Kind {
        CONTACT_POINT,
        IDENTIFIER,
        TAG,
        MEMBER,
        RELATION,
        /** The merge was applied; there may be nothing else. */
        APPLIED
    }

    @Id
    public String id;

    @Column(name = "merge_id")
    public String mergeId;

    @Enumerated(EnumType.STRING)
    public Kind kind = Kind.APPLIED;

    public String item;

    @Column(name = "before_cipher")
    public String beforeCipher;

    @Column(name = "after_cipher")
    public String afterCipher;
}
