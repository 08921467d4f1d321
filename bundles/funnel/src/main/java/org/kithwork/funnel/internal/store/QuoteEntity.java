package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.quote.QuoteState;

/** A row of {@code funnel_quote}. */
@NullUnmarked
@Entity
@Table(name = "funnel_quote")
class QuoteEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "quote_number")
    String number;

    int revision;

    @Column(name = "opportunity_id")
    String opportunityId;

    @Enumerated(EnumType.STRING)
    QuoteState state;

    String currency;

    BigDecimal discount;

    @Column(name = "valid_until")
    String validUntil;

    @Column(name = "terms_cipher")
    String termsCipher;

    @Column(name = "author_id")
    String authorId;

    @Column(name = "author_name")
    String authorName;

    @Column(name = "submitted_by")
    String submittedBy;

    @Column(name = "sort_key")
    String sortKey;

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
}
