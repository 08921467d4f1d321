package org.kithwork.intake.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code intake_form}. */
@NullUnmarked
@Entity
@Table(name = "intake_form")
class FormEntity {

    @Id
    String id;

    @Version
    long version;

    String slug;

    boolean active;

    @Column(name = "store_id")
    String storeId;

    String content;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    @Column(name = "updated_by_name")
    String updatedByName;
}
