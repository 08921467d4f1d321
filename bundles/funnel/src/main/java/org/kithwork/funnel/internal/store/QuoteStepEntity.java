package org.kithwork.funnel.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.quote.QuoteState;
import org.kithwork.funnel.internal.quote.QuoteStep;

/** A row of {@code funnel_quote_step}, which is written once. */
@NullUnmarked
@Entity
@Table(name = "funnel_quote_step")
class QuoteStepEntity {

    @Id
    String id;

    @Column(name = "quote_id")
    String quoteId;

    @Column(name = "step_no")
    int stepNo;

    @Enumerated(EnumType.STRING)
    QuoteStep step;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    QuoteState toState;

    @Column(name = "taken_at")
    Instant takenAt;

    @Column(name = "words_cipher")
    String wordsCipher;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
