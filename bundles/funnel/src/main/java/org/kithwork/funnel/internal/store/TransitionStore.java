package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.opportunity.Followed;
import org.kithwork.funnel.internal.opportunity.Followed.Step;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.Transition;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the steps of opportunities, which are added and never changed, and what follows from them. */
@Component(service = TransitionStore.class)
public final class TransitionStore {

    static final String TABLE = "funnel_transition";

    private final FunnelUnit unit;
    private final FieldCipher cipher;
    private final Json json;
    private final Ids ids;

    @Activate
    public TransitionStore(
            @Reference FunnelUnit unit, @Reference FieldCipher cipher, @Reference Json json, @Reference Ids ids) {
        this.unit = unit;
        this.cipher = cipher;
        this.json = json;
        this.ids = ids;
    }

    /** Adds a step. */
    public void append(OpportunityId id, Transition step) {
        unit.run(em -> {
            var row = new TransitionEntity();
            row.id = ids.next();
            row.opportunityId = id.value();
            row.stepNo = step.step();
            row.pipelineId = step.pipelineId().value();
            var from = step.from();
            row.fromStage = from == null ? null : from.value();
            row.fromName = step.fromName() == null ? null : json.write(step.fromName());
            row.toStage = step.to().value();
            row.toName = json.write(step.toName());
            row.toKind = step.toKind();
            row.move = step.move();
            row.movedAt = step.at();
            row.reasonCipher = step.reason() == null ? null : cipher.seal(TABLE, "reason", row.id, step.reason());
            row.createdBy = step.by().id();
            row.createdByName = step.by().name();
            em.persist(row);
        });
    }

    /** Keeps how far an opportunity ever was on the way to being won. It follows from the steps, so that no version is counted up. */
    public void reached(OpportunityId id, Pipeline pipeline) {
        unit.run(em -> {
            em.flush();
            var steps = Sql.select("t.to_stage, t.to_kind, t.moved_at FROM funnel_transition t")
                    .where("t.opportunity_id = ?", id.value())
                    .rows(em)
                    .stream()
                    .map(row -> new Step(
                            new StageId((String) row[0]),
                            StageKind.valueOf((String) row[1]),
                            ((Timestamp) row[2]).toInstant()))
                    .toList();
            Followed.furthest(pipeline, steps)
                    .ifPresent(stage -> Sql.update(
                            em,
                            "UPDATE funnel_opportunity SET furthest_stage = ? WHERE id = ?",
                            stage.value(),
                            id.value()));
        });
    }

    /** How many steps an opportunity has taken. */
    public int count(OpportunityId id) {
        return unit.in(em -> Sql.select("COUNT(*) FROM funnel_transition t")
                .where("t.opportunity_id = ?", id.value())
                .values(em, Number.class)
                .get(0)
                .intValue());
    }

    /** Every step of an opportunity, the first one first. */
    public List<Transition> of(OpportunityId id) {
        return unit.in(em -> Sql.select("t.* FROM funnel_transition t")
                .where("t.opportunity_id = ?", id.value())
                .orderBy("t.step_no")
                .entities(em, TransitionEntity.class)
                .stream()
                .map(this::transition)
                .toList());
    }

    /** Adds the stay that ends to what the opportunity was in its stage before; this only follows from its steps. */
    public void stayed(Opportunity before, Instant until) {
        var millis = Duration.between(before.enteredAt(), until).toMillis();
        unit.run(em -> {
            var known = Sql.update(
                    em,
                    "UPDATE funnel_stay SET total_ms = total_ms + ?, stays = stays + 1 WHERE opportunity_id = ? AND stage_id = ?",
                    millis,
                    before.id().value(),
                    before.stageId().value());
            if (known == 0) {
                Sql.update(
                        em,
                        "INSERT INTO funnel_stay (opportunity_id, stage_id, total_ms, stays) VALUES (?, ?, ?, 1)",
                        before.id().value(),
                        before.stageId().value(),
                        millis);
            }
        });
    }

    private Transition transition(TransitionEntity row) {
        return new Transition(
                row.stepNo,
                new PipelineId(row.pipelineId),
                row.fromStage == null ? null : new StageId(row.fromStage),
                row.fromName == null ? null : json.read(row.fromName, Bilingual.class),
                new StageId(row.toStage),
                json.read(row.toName, Bilingual.class),
                row.toKind,
                row.move,
                row.movedAt,
                new ActorName(row.createdBy, row.createdByName),
                row.reasonCipher == null ? null : cipher.open(TABLE, "reason", row.id, row.reasonCipher));
    }
}
