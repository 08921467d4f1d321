package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.opportunity.Credit;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.SaleReturn;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.money.Money;
import org.kithwork.permission.Actor;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps whose a win is and what came back of it, and adds it up by month. */
@Component(service = CreditStore.class)
public final class CreditStore {

    static final String RETURNS = "funnel_return";

    private final FunnelUnit unit;
    private final FieldCipher cipher;
    private final Company company;
    private final Clock clock;

    @Activate
    public CreditStore(
            @Reference FunnelUnit unit,
            @Reference FieldCipher cipher,
            @Reference Company company,
            @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.company = company;
        this.clock = clock;
    }

    /** Whose an opportunity is, by the ids of the users, without their names. */
    public List<Credit> of(OpportunityId id) {
        return unit.in(em -> CreditRows.of(em, id.value()));
    }

    /** Puts these in the place of the others, of an opportunity that is locked, which counts as a change of it. */
    public void put(OpportunityId id, List<Credit> credits, Actor by) {
        unit.run(em -> {
            var row = em.find(OpportunityEntity.class, id.value());
            Sql.update(em, "DELETE FROM funnel_credit WHERE opportunity_id = ?", row.id);
            credits.forEach(credit -> CreditRows.add(em, row.id, credit, true));
            CreditRows.share(em, row);
            touch(em, row, by);
        });
    }

    private void touch(EntityManager em, OpportunityEntity row, Actor by) {
        Sql.update(
                em,
                "UPDATE funnel_opportunity SET version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
                Timestamp.from(clock.instant()),
                by.id(),
                row.id);
        em.refresh(row);
    }

    /** Notes what came back, of an opportunity that is locked, which counts as a change of it. */
    public void add(Opportunity of, SaleReturn back, Actor by) {
        unit.run(em -> {
            var row = new ReturnEntity();
            row.id = back.id();
            row.opportunityId = of.id().value();
            var amount = back.amount();
            if (amount == null) {
                throw new IllegalArgumentException("Nothing came back");
            }
            row.amount = amount.amount();
            row.currency = amount.currency().getCurrencyCode();
            row.returnedOn = back.on().toString();
            var reason = back.reason();
            row.reasonCipher = reason == null ? null : cipher.seal(RETURNS, "reason", row.id, reason);
            row.createdAt = back.at();
            row.createdBy = back.by().id();
            row.createdByName = back.by().name();
            em.persist(row);
            em.flush();
            var sale = em.find(OpportunityEntity.class, row.opportunityId);
            CreditRows.share(em, sale);
            touch(em, sale, by);
        });
    }

    /** What came back of an opportunity, the first one first. */
    public List<SaleReturn> returns(OpportunityId id) {
        return unit.in(em -> Sql.select("r.* FROM funnel_return r")
                .where("r.opportunity_id = ?", id.value())
                .orderBy("r.returned_on, r.id")
                .entities(em, ReturnEntity.class)
                .stream()
                .map(this::read)
                .toList());
    }

    private SaleReturn read(ReturnEntity row) {
        return new SaleReturn(
                row.id,
                new Money(row.amount, Currency.getInstance(row.currency)),
                LocalDate.parse(row.returnedOn),
                row.reasonCipher == null ? null : cipher.open(RETURNS, "reason", row.id, row.reasonCipher),
                row.createdAt,
                new ActorName(row.createdBy, row.createdByName));
    }

    /** What is credited to a user of one store on one day: what was won, or below zero what came back. */
    public record Credited(String user, @Nullable String store, Money money, LocalDate on) {}

    /** What was won in a month, and what came back in it of whatever was won when; all of it, whoever may see it. */
    public List<Credited> credited(YearMonth month, List<PipelineId> pipelines) {
        var from = TimeKey.start(month.atDay(1).atStartOfDay(company.zone()).toInstant());
        var until = TimeKey.start(
                month.plusMonths(1).atDay(1).atStartOfDay(company.zone()).toInstant());
        return unit.in(em -> {
            var all = new ArrayList<Credited>();
            for (var pipeline : pipelines) {
                Sql.select("c.user_id, o.store_id, SUM(c.share), o.currency, o.decided_on FROM " + Sql.inThisOrder()
                                + "funnel_opportunity o " + Sql.byIndex("funnel_opportunity_decided")
                                + "JOIN funnel_credit c ON c.opportunity_id = o.id")
                        .where("o.pipeline_id = ?", pipeline.value())
                        .where("o.decided_key >= ?", from)
                        .where("o.decided_key < ?", until)
                        .where("o.status = 'WON'")
                        .where("c.share IS NOT NULL")
                        .groupBy("c.user_id, o.store_id, o.currency, o.decided_on")
                        .rows(em)
                        .forEach(row -> all.add(credited(row, false)));
            }
            Sql.select("s.user_id, o.store_id, SUM(s.share), r.currency, r.returned_on FROM " + Sql.inThisOrder()
                            + "funnel_return r " + Sql.byIndex("funnel_return_day")
                            + "JOIN funnel_return_share s ON s.return_id = r.id"
                            + " JOIN funnel_opportunity o ON o.id = r.opportunity_id")
                    .where("r.returned_on >= ?", month.atDay(1).toString())
                    .where("r.returned_on <= ?", month.atEndOfMonth().toString())
                    .where("o.status = 'WON'")
                    .groupBy("s.user_id, o.store_id, r.currency, r.returned_on")
                    .rows(em)
                    .forEach(row -> all.add(credited(row, true)));
            return List.copyOf(all);
        });
    }

    private static Credited credited(Object[] row, boolean back) {
        var sum = new BigDecimal(row[2].toString());
        return new Credited(
                (String) row[0],
                (String) row[1],
                new Money(back ? sum.negate() : sum, Currency.getInstance((String) row[3])),
                LocalDate.parse((String) row[4]));
    }
}
