package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.repurchase.Due;
import org.kithwork.funnel.internal.repurchase.Repurchase;
import org.kithwork.funnel.internal.repurchase.RepurchaseRule;
import org.kithwork.funnel.internal.repurchase.Rhythm;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Knows who is expected again, and for which purchases an opportunity has come up. */
@Component(service = RepurchaseStore.class)
public final class RepurchaseStore {

    static final String TABLE = "funnel_repurchase";

    private static final String[] COLUMNS = {
        "id", "customer_id", "pipeline_id", "last_day", "due_day", "gap_days", "days", "opportunity_id"
    };

    /** Whoever is away for longer, and for four gaps, is lost and no longer expected. */
    private static final int LOST_DAYS = 180;

    private static final int LOST_GAPS = 4;

    private static final String NONE = "";

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public RepurchaseStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Some of those who are due, behind a customer, for whose last purchase nothing has come up yet. */
    public List<Due> due(RepurchaseRule rule, LocalDate today, String after, int most) {
        var day = (int) today.toEpochDay();
        return unit.in(em -> Sql.select("r.customer_id, r.days, r.last_day, r.gap_days FROM funnel_rhythm r")
                .where("r.customer_id > ?", after)
                .where("r.days >= ?", rule.leastDays())
                .where("r.gap_days > 0")
                .where("r.last_day + r.gap_days * CAST(? AS DECIMAL(5,2)) <= ?", rule.factor(), day)
                .where("(r.last_day > ? OR r.last_day + r.gap_days * " + LOST_GAPS + " > ?)", day - LOST_DAYS, day)
                .where(
                        "NOT EXISTS (SELECT 1 FROM funnel_repurchase p WHERE p.customer_id = r.customer_id"
                                + " AND p.pipeline_id = ? AND p.last_day = r.last_day)",
                        rule.pipelineId().value())
                .orderBy("r.customer_id")
                .first(most)
                .rows(em)
                .stream()
                .map(row -> new Due(
                        new CustomerId((String) row[0]),
                        rule.pipelineId(),
                        ((Number) row[1]).intValue(),
                        LocalDate.ofEpochDay(((Number) row[2]).longValue()),
                        ((BigDecimal) row[3]).setScale(Rhythm.DECIMALS)))
                .toList());
    }

    /** Whether the customer has an open opportunity in the pipeline. */
    public boolean hasOpen(Due due) {
        return unit.in(em -> Sql.select("o.id FROM funnel_opportunity o")
                .where("o.customer_id = ?", due.customer().value())
                .where("o.pipeline_id = ?", due.pipeline().value())
                .where("o.status = 'OPEN'")
                .exists(em));
    }

    /** Whether nobody has taken this purchase for an opportunity of the pipeline: of several who ask at once one is told so. */
    public boolean claim(Due due, RepurchaseRule rule) {
        var dueOn = Rhythm.due(due.lastOn(), due.gapDays(), rule.factor());
        return unit.in(em -> dialect.insertIfAbsent(
                em,
                TABLE,
                COLUMNS,
                id(due),
                due.customer().value(),
                due.pipeline().value(),
                (int) due.lastOn().toEpochDay(),
                (int) dueOn.toEpochDay(),
                due.gapDays(),
                due.days(),
                NONE));
    }

    /** Notes what came up for a purchase that was claimed in this transaction. */
    public void opened(Due due, OpportunityId opportunity) {
        unit.run(em -> Sql.update(
                em, "UPDATE funnel_repurchase SET opportunity_id = ? WHERE id = ?", opportunity.value(), id(due)));
    }

    /** Why an opportunity came up. */
    public Optional<Repurchase> of(OpportunityId opportunity) {
        return unit.in(em -> Sql.select("p.last_day, p.gap_days, p.due_day, p.days FROM funnel_repurchase p")
                .where("p.opportunity_id = ?", opportunity.value())
                .rows(em)
                .stream()
                .findFirst()
                .map(row -> new Repurchase(
                        LocalDate.ofEpochDay(((Number) row[0]).longValue()),
                        ((BigDecimal) row[1]).setScale(Rhythm.DECIMALS),
                        LocalDate.ofEpochDay(((Number) row[2]).longValue()),
                        ((Number) row[3]).intValue())));
    }

    /** The same for everybody who looks at the same purchase of the same customer. */
    private static String id(Due due) {
        var what = due.customer() + " " + due.pipeline() + " " + due.lastOn();
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
