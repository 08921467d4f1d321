package org.kithwork.funnel.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.pipeline.Move;
import org.kithwork.funnel.internal.pipeline.StageKind;

/** A row of {@code funnel_transition}, which is written once. */
@NullUnmarked
@Entity
@Table(name = "funnel_transition")
class TransitionEntity {

    @Id
    String id;

    @Column(name = "opportunity_id")
    String opportunityId;

    @Column(name = "step_no")
    int stepNo;

    @Column(name = "pipeline_id")
    String pipelineId;

    @Column(name = "from_stage")
    String fromStage;

    @Column(name = "from_name")
    String fromName;

    @Column(name = "to_stage")
    String toStage;

    @Column(name = "to_name")
    String toName;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_kind")
    StageKind toKind;

    @Enumerated(EnumType.STRING)
    Move move;

    @Column(name = "moved_at")
    Instant movedAt;

    @Column(name = "reason_cipher")
    String reasonCipher;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
