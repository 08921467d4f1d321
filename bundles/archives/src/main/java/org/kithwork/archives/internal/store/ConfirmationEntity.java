package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.Confirmation;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/** A row of {@code archives_confirmation}. */
@NullUnmarked
@Entity
@Table(name = "archives_confirmation")
class ConfirmationEntity {

    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String field;

    @Column(name = "subject_id")
    String subjectId;

    @Column(name = "confirmed_at")
    Instant confirmedAt;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;

    Confirmation confirmation() {
        return new Confirmation(
                id, new CustomerId(customerId), field, subjectId, confirmedAt, new ActorName(createdBy, createdByName));
    }
}
