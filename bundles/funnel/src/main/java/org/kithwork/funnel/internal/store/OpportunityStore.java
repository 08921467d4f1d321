package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.ProductLine;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.id.Ids;
import org.kithwork.money.Money;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps opportunities with their products, those who work on them, and their steps, to which it only adds. */
@Component(service = OpportunityStore.class)
public final class OpportunityStore {

    static final String TABLE = "funnel_opportunity";

    /** What goes with an opportunity. */
    private static final List<String> BELONGING = List.of(
            "funnel_product_line",
            "funnel_collaborator",
            "funnel_transition",
            "funnel_stay",
            "funnel_task",
            "funnel_forecast",
            "funnel_credit",
            "funnel_return_share",
            "funnel_return");

    /** Behind every day that somebody may expect a decision on. */
    private static final String SOME_DAY = "9999-99-99";

    private final FunnelUnit unit;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Company company;
    private final Clock clock;

    @Activate
    public OpportunityStore(
            @Reference FunnelUnit unit,
            @Reference FieldCipher cipher,
            @Reference Ids ids,
            @Reference Company company,
            @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.ids = ids;
        this.company = company;
        this.clock = clock;
    }

    /** The condition that an opportunity is in scope: by its owner, its store, its customer, or who works on it. */
    static Sql.Condition visible(Visibility visibility) {
        var own = visibility.ofRecord("o.customer_id", "o.owner_id", "o.store_id");
        if (visibility.all() || visibility.owners().isEmpty()) {
            return own;
        }
        var working = visibility.ofRecord("o.customer_id", "k.user_id", null);
        return Sql.Condition.any(List.of(
                own,
                new Sql.Condition(
                        "EXISTS (SELECT 1 FROM funnel_collaborator k WHERE k.opportunity_id = o.id AND "
                                + working.text() + ")",
                        working.parameters())));
    }

    public Optional<Opportunity> find(OpportunityId id, Visibility visibility) {
        return unit.in(em -> opportunities(
                        em,
                        Sql.select("o.* FROM funnel_opportunity o")
                                .where("o.id = ?", id.value())
                                .where(visible(visibility))
                                .entities(em, OpportunityEntity.class))
                .stream()
                .findFirst());
    }

    /** Those of these that are there and visible. */
    public List<Opportunity> find(Collection<OpportunityId> ids, Visibility visibility) {
        return unit.in(em -> opportunities(
                em,
                Sql.inPortions(
                        ids.stream().map(OpportunityId::value).toList(),
                        some -> Sql.select("o.* FROM funnel_opportunity o")
                                .whereIn("o.id", some)
                                .where(visible(visibility))
                                .orderBy("o.id")
                                .entities(em, OpportunityEntity.class))));
    }

    /** The opportunity, its row locked until the transaction ends, so that others who move it wait. */
    public Optional<Opportunity> lock(OpportunityId id, Visibility visibility) {
        return unit.in(em -> Sql.select("o.id FROM funnel_opportunity o")
                .where("o.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(OpportunityEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(row -> {
                    em.refresh(row);
                    return opportunities(em, List.of(row)).get(0);
                }));
    }

    /** What is open with a customer, the rows locked until the transaction ends. */
    public List<Opportunity> lockOpen(CustomerId customer) {
        return unit.in(em -> opportunities(
                em,
                Sql.select("o.id FROM funnel_opportunity o")
                        .where("o.customer_id = ?", customer.value())
                        .where("o.status = 'OPEN'")
                        .orderBy("o.id")
                        .values(em, String.class)
                        .stream()
                        .map(id -> em.find(OpportunityEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                        .filter(row -> row.status == Status.OPEN)
                        .toList()));
    }

    /** One row more than the page has, in the order. */
    public List<Opportunity> list(Filter filter, Order order, Visibility visibility, PageRequest request) {
        var customer = filter.customer();
        var pipeline = filter.pipeline();
        var stage = filter.stage();
        var status = filter.status();
        var owner = filter.owner();
        var from = filter.closeFrom();
        var until = filter.closeUntil();
        var column = order == Order.CLOSE ? "o.close_key" : "o.sort_key";
        return unit.in(em -> {
            var found = Sql.select(column + " FROM funnel_opportunity o " + Sql.byIndex(index(filter, order)));
            if (filter.stuck()) {
                found.where("o.status = 'OPEN'").where(PaceStore.stuck(em, clock.instant()));
            }
            var keys = found.whereIf("o.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("o.pipeline_id = ?", pipeline == null ? null : pipeline.value())
                    .whereIf("o.stage_id = ?", stage == null ? null : stage.value())
                    .whereIf("o.status = ?", status == null ? null : status.name())
                    .whereIf("o.owner_id = ?", owner == null ? null : owner.value())
                    .whereIf("o.close_key >= ?", from == null ? null : from.toString())
                    .whereIf(
                            "o.close_key < ?",
                            until == null ? null : until.plusDays(1).toString())
                    .where(visible(visibility))
                    .page(column, order == Order.OPENED, request)
                    .values(em, String.class);
            var rows = Sql.inPortions(
                    keys,
                    some -> Sql.select("o.* FROM funnel_opportunity o")
                            .whereIn(column, some)
                            .orderBy(column + (order == Order.OPENED ? " DESC" : ""))
                            .entities(em, OpportunityEntity.class));
            return opportunities(em, rows);
        });
    }

    private static String index(Filter filter, Order order) {
        if (order == Order.CLOSE) {
            return filter.stage() != null
                    ? "funnel_opportunity_column"
                    : filter.owner() != null ? "funnel_opportunity_owner_close" : "funnel_opportunity_close";
        }
        return filter.customer() != null
                ? "funnel_opportunity_customer"
                : filter.owner() != null
                        ? "funnel_opportunity_owner"
                        : filter.stuck() ? "funnel_opportunity_open" : "funnel_opportunity_sort";
    }

    /** The place of an opportunity in a list of this order. */
    public String key(Opportunity one, Order order) {
        return order == Order.CLOSE
                ? closeKey(one)
                : TimeKey.of(one.openedAt(), one.id().value());
    }

    private static String closeKey(Opportunity one) {
        var closeOn = one.closeOn();
        return (closeOn == null ? SOME_DAY : closeOn.toString()) + one.id().value();
    }

    /** Stores a new one. */
    public Opportunity insert(Opportunity made, Actor by) {
        return unit.in(em -> {
            var row = new OpportunityEntity();
            row.id = made.id().value();
            row.openedAt = made.openedAt();
            row.sortKey = TimeKey.of(made.openedAt(), row.id);
            row.createdAt = clock.instant();
            row.createdBy = by.id();
            row.createdByName = by.name();
            fill(row, made, by);
            row.sinceMs = row.enteredAt.toEpochMilli();
            em.persist(row);
            em.flush();
            keepProducts(em, made);
            keepCollaborators(em, made);
            if (row.status == Status.WON) {
                CreditRows.begin(em, row);
            }
            return made.kept(row.version, since(row));
        });
    }

    /** Stores what a change or a move may touch, of an opportunity that {@link #lock} read. */
    public Opportunity change(Opportunity after, Actor by) {
        return unit.in(em -> {
            var row = em.find(OpportunityEntity.class, after.id().value());
            var before = opportunities(em, List.of(row)).get(0);
            fill(row, after, by);
            row.sinceMs = row.enteredAt.toEpochMilli() - stayed(em, row);
            em.flush();
            if (!before.products().equals(after.products())) {
                Sql.update(em, "DELETE FROM funnel_product_line WHERE opportunity_id = ?", row.id);
                keepProducts(em, after);
            }
            if (!before.collaborators().equals(after.collaborators())) {
                Sql.update(em, "DELETE FROM funnel_collaborator WHERE opportunity_id = ?", row.id);
                keepCollaborators(em, after);
            }
            if (before.status() != after.status() || !Objects.equals(before.amount(), after.amount())) {
                CreditRows.follow(em, row);
            }
            return after.kept(row.version, since(row));
        });
    }

    /** Removes an opportunity that nobody has changed, moved or quoted since this time; answers whether it is gone. */
    public boolean removeUnchanged(OpportunityId id, Instant until) {
        return unit.in(em -> {
            var row = em.find(OpportunityEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return true;
            }
            if (row.version > 1 || row.updatedAt.isAfter(until) || QuoteStore.quoted(em, row.id)) {
                return false;
            }
            em.flush();
            for (var table : BELONGING) {
                Sql.update(em, "DELETE FROM " + table + " WHERE opportunity_id = ?", row.id);
            }
            Sql.update(em, "DELETE FROM funnel_opportunity WHERE id = ?", row.id);
            em.detach(row);
            return true;
        });
    }

    private static long stayed(EntityManager em, OpportunityEntity row) {
        return Sql.select("s.total_ms FROM funnel_stay s")
                .where("s.opportunity_id = ?", row.id)
                .where("s.stage_id = ?", row.stageId)
                .values(em, Number.class)
                .stream()
                .mapToLong(Number::longValue)
                .sum();
    }

    private static Instant since(OpportunityEntity row) {
        return Instant.ofEpochMilli(row.sinceMs);
    }

    /** What came back of a won opportunity; empty where nothing did. */
    public Optional<Money> returned(OpportunityId id) {
        return unit.in(em -> Sql.select("SUM(r.amount), r.currency FROM funnel_return r")
                .where("r.opportunity_id = ?", id.value())
                .groupBy("r.currency")
                .rows(em)
                .stream()
                .map(row -> new Money(new BigDecimal(row[0].toString()), Currency.getInstance((String) row[1])))
                .findFirst());
    }

    /** How many opportunities are in each stage of a pipeline, by the id of the stage; empty stages are left out. */
    public Map<StageId, Long> occupied(PipelineId pipeline) {
        return unit.in(em -> Sql.select("o.stage_id, COUNT(*) FROM funnel_opportunity o")
                .where("o.pipeline_id = ?", pipeline.value())
                .groupBy("o.stage_id")
                .rows(em)
                .stream()
                .collect(Collectors.toMap(row -> new StageId((String) row[0]), row -> ((Number) row[1]).longValue())));
    }

    private void fill(OpportunityEntity row, Opportunity one, Actor by) {
        row.customerId = text(one.customerId());
        row.pipelineId = one.pipelineId().value();
        row.stageId = one.stageId().value();
        row.status = one.status();
        row.titleCipher = one.title() == null ? null : cipher.seal(TABLE, "title", row.id, one.title());
        var amount = one.amount();
        row.amount = amount == null ? null : amount.amount();
        row.currency = amount == null ? null : amount.currency().getCurrencyCode();
        row.closeOn = text(one.closeOn());
        row.closeKey = closeKey(one);
        row.probability = one.probability();
        row.forecast = one.forecast();
        row.source = one.source();
        row.campaignId = one.campaignId();
        row.ownerId = one.owner().id();
        row.storeId = text(one.storeId());
        row.lostReason = one.lostReason();
        row.competitor = one.competitor();
        row.enteredAt = one.enteredAt();
        row.wonBy = one.wonAt() == null ? null : one.wonAt().equals(row.wonAt) ? row.wonBy : row.ownerId;
        row.wonAt = one.wonAt();
        row.lostAt = one.lostAt();
        var decided = one.wonAt() == null ? one.lostAt() : one.wonAt();
        row.decidedKey = decided == null ? null : TimeKey.of(decided, row.id);
        row.decidedOn = decided == null
                ? null
                : LocalDate.ofInstant(decided, company.zone()).toString();
        row.cycleMs =
                decided == null ? null : Duration.between(row.openedAt, decided).toMillis();
        row.updatedAt = clock.instant();
        row.updatedBy = by.id();
    }

    private void keepProducts(EntityManager em, Opportunity one) {
        for (int i = 0; i < one.products().size(); i++) {
            var line = one.products().get(i);
            var row = new ProductLineEntity();
            row.id = ids.next();
            row.opportunityId = one.id().value();
            row.lineNo = i;
            row.sku = line.sku();
            row.name = line.name();
            row.quantity = line.quantity();
            row.currency = line.net().currency().getCurrencyCode();
            row.unitPrice = line.unitPrice().amount();
            row.discount = line.discount().amount();
            row.net = line.net().amount();
            em.persist(row);
        }
    }

    private static void keepCollaborators(EntityManager em, Opportunity one) {
        for (var user : one.collaborators()) {
            Sql.update(
                    em,
                    "INSERT INTO funnel_collaborator (opportunity_id, user_id) VALUES (?, ?)",
                    one.id().value(),
                    user.id());
        }
    }

    private List<Opportunity> opportunities(EntityManager em, List<OpportunityEntity> rows) {
        var wanted = rows.stream().map(row -> row.id).toList();
        var lines = Sql.inPortions(
                        wanted,
                        some -> Sql.select("l.* FROM funnel_product_line l")
                                .whereIn("l.opportunity_id", some)
                                .orderBy("l.opportunity_id, l.line_no")
                                .entities(em, ProductLineEntity.class))
                .stream()
                .collect(Collectors.groupingBy(line -> line.opportunityId));
        var working = Sql.inPortions(
                        wanted,
                        some -> Sql.select("k.opportunity_id, k.user_id FROM funnel_collaborator k")
                                .whereIn("k.opportunity_id", some)
                                .orderBy("k.opportunity_id, k.user_id")
                                .rows(em))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0],
                        Collectors.mapping(row -> new ActorName((String) row[1], null), Collectors.toList())));
        return rows.stream()
                .map(row -> opportunity(
                        row, lines.getOrDefault(row.id, List.of()), working.getOrDefault(row.id, List.of())))
                .toList();
    }

    private Opportunity opportunity(OpportunityEntity row, List<ProductLineEntity> lines, List<ActorName> working) {
        return new Opportunity(
                new OpportunityId(row.id),
                row.version,
                row.customerId == null ? null : new CustomerId(row.customerId),
                new PipelineId(row.pipelineId),
                new StageId(row.stageId),
                row.status,
                row.titleCipher == null ? null : cipher.open(TABLE, "title", row.id, row.titleCipher),
                row.amount == null ? null : new Money(row.amount, Currency.getInstance(row.currency)),
                row.closeOn == null ? null : LocalDate.parse(row.closeOn),
                row.probability,
                row.forecast,
                row.source,
                row.campaignId,
                lines.stream().map(OpportunityStore::line).toList(),
                new ActorName(row.ownerId, null),
                working,
                row.storeId == null ? null : new StoreId(row.storeId),
                row.lostReason,
                row.competitor,
                row.openedAt,
                row.enteredAt,
                row.wonAt,
                row.lostAt,
                since(row));
    }

    private static ProductLine line(ProductLineEntity row) {
        var currency = Currency.getInstance(row.currency);
        return new ProductLine(
                row.sku,
                row.name,
                row.quantity,
                new Money(row.unitPrice, currency),
                new Money(row.discount, currency),
                new Money(row.net, currency));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
