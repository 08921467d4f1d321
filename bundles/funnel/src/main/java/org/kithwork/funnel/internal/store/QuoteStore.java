package org.kithwork.funnel.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.quote.PlacedQuote;
import org.kithwork.funnel.internal.quote.Quote;
import org.kithwork.funnel.internal.quote.QuoteContent;
import org.kithwork.funnel.internal.quote.QuoteId;
import org.kithwork.funnel.internal.quote.QuoteLine;
import org.kithwork.funnel.internal.quote.QuoteState;
import org.kithwork.funnel.internal.quote.QuoteStep;
import org.kithwork.funnel.internal.quote.QuoteTotals;
import org.kithwork.funnel.internal.quote.Quotes.Filter;
import org.kithwork.funnel.internal.quote.StepTaken;
import org.kithwork.id.Ids;
import org.kithwork.money.Money;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps quotes with their lines and their steps, to which it only adds. Where a quote belongs follows from its opportunity. */
@Component(service = QuoteStore.class)
public final class QuoteStore {

    static final String TABLE = "funnel_quote";
    static final String STEPS = "funnel_quote_step";

    private static final String NUMBER = "Q-%d-%06d";

    private final FunnelUnit unit;
    private final Dialect dialect;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public QuoteStore(
            @Reference FunnelUnit unit,
            @Reference Dialect dialect,
            @Reference FieldCipher cipher,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.unit = unit;
        this.dialect = dialect;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether an opportunity has a quote. */
    static boolean quoted(EntityManager em, String opportunity) {
        return Sql.select("q.id FROM funnel_quote q")
                .where("q.opportunity_id = ?", opportunity)
                .exists(em);
    }

    /** Takes the words out of the quotes of an opportunity; what they came to stays. */
    static void silence(EntityManager em, String opportunity) {
        Sql.update(
                em,
                "UPDATE funnel_quote_step SET words_cipher = NULL WHERE quote_id IN"
                        + " (SELECT q.id FROM funnel_quote q WHERE q.opportunity_id = ?)",
                opportunity);
        Sql.update(
                em,
                "UPDATE funnel_quote SET terms_cipher = NULL, version = version + 1 WHERE opportunity_id = ?",
                opportunity);
    }

    /** The condition that a quote is in scope: that its opportunity is. */
    private static Sql.Condition visible(Visibility visibility) {
        var opportunity = OpportunityStore.visible(visibility);
        return new Sql.Condition(
                "EXISTS (SELECT 1 FROM funnel_opportunity o WHERE o.id = q.opportunity_id AND (" + opportunity.text()
                        + "))",
                opportunity.parameters());
    }

    /**
     * The quote in scope.
     *
     * @param today on which what was sent may have expired
     */
    public Optional<PlacedQuote> find(QuoteId id, Visibility visibility, LocalDate today) {
        return unit.in(em -> quotes(
                        em,
                        Sql.select("q.* FROM funnel_quote q")
                                .where("q.id = ?", id.value())
                                .where(visible(visibility))
                                .entities(em, QuoteEntity.class),
                        today)
                .stream()
                .findFirst());
    }

    /** The quote in scope, its row locked until the transaction ends. */
    public Optional<PlacedQuote> lock(QuoteId id, Visibility visibility, LocalDate today) {
        return unit.in(em -> Sql.select("q.id FROM funnel_quote q")
                .where("q.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(QuoteEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(row -> {
                    em.refresh(row);
                    return quotes(em, List.of(row), today).get(0);
                }));
    }

    /** One row more than the page has, the newest first. */
    public List<PlacedQuote> list(Filter filter, Visibility visibility, LocalDate today, PageRequest request) {
        var opportunity = filter.opportunity();
        var state = filter.state();
        var index = opportunity != null
                ? "funnel_quote_opportunity"
                : state != null ? "funnel_quote_state" : "funnel_quote_sort";
        return unit.in(em -> {
            var found = Sql.select("q.sort_key FROM funnel_quote q " + Sql.byIndex(index))
                    .whereIf("q.opportunity_id = ?", opportunity == null ? null : opportunity.value())
                    .whereIf("q.state = ?", state == null ? null : kept(state).name());
            if (state == QuoteState.SENT) {
                found.where("q.valid_until >= ?", today.toString());
            } else if (state == QuoteState.EXPIRED) {
                found.where("q.valid_until < ?", today.toString());
            }
            var keys = found.where(visible(visibility))
                    .page("q.sort_key", true, request)
                    .values(em, String.class);
            var rows = Sql.inPortions(
                    keys,
                    some -> Sql.select("q.* FROM funnel_quote q")
                            .whereIn("q.sort_key", some)
                            .orderBy("q.sort_key DESC")
                            .entities(em, QuoteEntity.class));
            return quotes(em, rows, today);
        });
    }

    private static QuoteState kept(QuoteState state) {
        return state == QuoteState.EXPIRED ? QuoteState.SENT : state;
    }

    /** The place of a quote in a list. */
    public static String key(PlacedQuote one) {
        return TimeKey.of(one.quote().createdAt(), one.quote().id().value());
    }

    /** All quotes of an opportunity, the oldest first. Asks no right: for a copy of what is held. */
    List<Quote> of(OpportunityId opportunity, LocalDate today) {
        return unit.in(em -> quotes(
                        em,
                        Sql.select("q.* FROM funnel_quote q")
                                .where("q.opportunity_id = ?", opportunity.value())
                                .orderBy("q.sort_key")
                                .entities(em, QuoteEntity.class),
                        today)
                .stream()
                .map(PlacedQuote::quote)
                .toList());
    }

    /** The next number of the year, which nobody else gets. */
    public String nextNumber(int year) {
        return unit.in(em -> {
            dialect.insertIfAbsent(em, "funnel_quote_counter", new String[] {"year_no", "last_no"}, year, 0);
            Sql.update(em, "UPDATE funnel_quote_counter SET last_no = last_no + 1 WHERE year_no = ?", year);
            var last = Sql.select("n.last_no FROM funnel_quote_counter n")
                    .where("n.year_no = ?", year)
                    .values(em, Number.class)
                    .get(0)
                    .intValue();
            return NUMBER.formatted(year, last);
        });
    }

    /** Stores a new version, with the step by which it was begun. */
    public Quote insert(
            QuoteId id,
            String number,
            int revision,
            OpportunityId opportunity,
            QuoteContent content,
            Instant at,
            Actor by) {
        return unit.in(em -> {
            var row = new QuoteEntity();
            row.id = id.value();
            row.number = number;
            row.revision = revision;
            row.opportunityId = opportunity.value();
            row.state = QuoteState.DRAFT;
            row.createdAt = at;
            row.createdBy = by.id();
            row.createdByName = by.name();
            row.sortKey = TimeKey.of(at, row.id);
            fill(row, content, by);
            em.persist(row);
            em.flush();
            keepLines(em, row.id, content);
            append(em, row, QuoteStep.CREATE, null, by);
            return one(em, row);
        });
    }

    /** Stores what a draft says now, of a quote that {@link #lock} read. */
    public Quote rewrite(QuoteId id, QuoteContent content, Actor by) {
        return unit.in(em -> {
            var row = em.find(QuoteEntity.class, id.value());
            fill(row, content, by);
            em.flush();
            Sql.update(em, "DELETE FROM funnel_quote_line WHERE quote_id = ?", row.id);
            keepLines(em, row.id, content);
            return one(em, row);
        });
    }

    /** Takes a quote that {@link #lock} read to a state, and adds the step. */
    public Quote step(QuoteId id, QuoteStep step, QuoteState to, @Nullable String words, Actor by) {
        return unit.in(em -> {
            var row = em.find(QuoteEntity.class, id.value());
            row.state = to;
            row.updatedAt = clock.instant();
            row.updatedBy = by.id();
            if (step == QuoteStep.SUBMIT) {
                row.submittedBy = by.id();
            }
            em.flush();
            append(em, row, step, words, by);
            return one(em, row);
        });
    }

    /** All that was done with a quote, the first step first. */
    public List<StepTaken> steps(QuoteId id) {
        return unit.in(em -> Sql.select("t.* FROM funnel_quote_step t")
                .where("t.quote_id = ?", id.value())
                .orderBy("t.step_no")
                .entities(em, QuoteStepEntity.class)
                .stream()
                .map(this::step)
                .toList());
    }

    private StepTaken step(QuoteStepEntity row) {
        return new StepTaken(
                row.stepNo,
                row.step,
                row.toState,
                row.takenAt,
                new ActorName(row.createdBy, row.createdByName),
                row.wordsCipher == null ? null : cipher.open(STEPS, "words", row.id, row.wordsCipher));
    }

    private void append(EntityManager em, QuoteEntity quote, QuoteStep step, @Nullable String words, Actor by) {
        var row = new QuoteStepEntity();
        row.id = ids.next();
        row.quoteId = quote.id;
        row.stepNo = Sql.select("COUNT(*) FROM funnel_quote_step t")
                        .where("t.quote_id = ?", quote.id)
                        .values(em, Number.class)
                        .get(0)
                        .intValue()
                + 1;
        row.step = step;
        row.toState = quote.state;
        row.takenAt = clock.instant();
        row.wordsCipher = words == null ? null : cipher.seal(STEPS, "words", row.id, words);
        row.createdBy = by.id();
        row.createdByName = by.name();
        em.persist(row);
        em.flush();
    }

    private void fill(QuoteEntity row, QuoteContent content, Actor by) {
        row.currency = content.currency().getCurrencyCode();
        row.discount = content.discount();
        row.validUntil = content.validUntil().toString();
        row.termsCipher = content.terms() == null ? null : cipher.seal(TABLE, "terms", row.id, content.terms());
        row.authorId = by.id();
        row.authorName = by.name();
        row.submittedBy = null;
        row.updatedAt = clock.instant();
        row.updatedBy = by.id();
    }

    private void keepLines(EntityManager em, String quote, QuoteContent content) {
        for (int i = 0; i < content.lines().size(); i++) {
            var line = content.lines().get(i);
            var row = new QuoteLineEntity();
            row.id = ids.next();
            row.quoteId = quote;
            row.lineNo = i;
            row.name = line.name();
            row.quantity = line.quantity();
            row.unitPrice = line.unitPrice().amount();
            row.discount = line.discount();
            row.taxRate = line.taxRate();
            row.net = line.net().amount();
            row.reduction = line.reduction().amount();
            row.tax = line.tax().amount();
            em.persist(row);
        }
        em.flush();
    }

    /** A quote that was just written, on the day on which nothing has expired by that. */
    private Quote one(EntityManager em, QuoteEntity row) {
        return quotes(em, List.of(row), LocalDate.parse(row.validUntil)).get(0).quote();
    }

    /** What the opportunity of a quote decides. */
    private record Belonging(Place place, Status status) {}

    private List<PlacedQuote> quotes(EntityManager em, List<QuoteEntity> rows, LocalDate today) {
        var lines = Sql.inPortions(
                        rows.stream().map(row -> row.id).toList(),
                        some -> Sql.select("l.* FROM funnel_quote_line l")
                                .whereIn("l.quote_id", some)
                                .orderBy("l.quote_id, l.line_no")
                                .entities(em, QuoteLineEntity.class))
                .stream()
                .collect(Collectors.groupingBy(line -> line.quoteId));
        var opportunities =
                belonging(em, rows.stream().map(row -> row.opportunityId).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> {
                    var belonging = Objects.requireNonNull(opportunities.get(row.opportunityId));
                    return new PlacedQuote(
                            quote(row, lines.getOrDefault(row.id, List.of()), belonging.place(), today),
                            belonging.place(),
                            belonging.status());
                })
                .toList();
    }

    private static Map<String, Belonging> belonging(EntityManager em, Collection<String> opportunities) {
        var found = new HashMap<String, Belonging>();
        Sql.inPortions(
                        opportunities,
                        some -> Sql.select(
                                        "o.id, o.customer_id, o.owner_id, o.store_id, o.status FROM funnel_opportunity o")
                                .whereIn("o.id", some)
                                .rows(em))
                .forEach(row -> found.put((String) row[0], belonging(row)));
        return found;
    }

    private static Belonging belonging(Object[] row) {
        var customer = (String) row[1];
        var owner = (String) row[2];
        var store = (String) row[3];
        return new Belonging(
                new Place(
                        customer == null ? null : new CustomerId(customer),
                        Ids.isId(owner) ? new UserId(owner) : null,
                        store == null ? null : new StoreId(store)),
                Status.valueOf((String) row[4]));
    }

    private Quote quote(QuoteEntity row, List<QuoteLineEntity> lineRows, Place place, LocalDate today) {
        var currency = Currency.getInstance(row.currency);
        var lines = lineRows.stream().map(line -> line(line, currency)).toList();
        var until = LocalDate.parse(row.validUntil);
        var state = row.state.on(today, until);
        return new Quote(
                new QuoteId(row.id),
                row.version,
                row.number,
                row.revision,
                new OpportunityId(row.opportunityId),
                place.customer(),
                place.store(),
                state,
                currency,
                lines,
                row.discount.setScale(QuoteLine.PERCENT_SCALE),
                until,
                row.termsCipher == null ? null : cipher.open(TABLE, "terms", row.id, row.termsCipher),
                QuoteTotals.of(lines, currency),
                new ActorName(row.authorId, row.authorName),
                row.submittedBy,
                row.createdAt,
                state.possible());
    }

    private static QuoteLine line(QuoteLineEntity row, Currency currency) {
        return new QuoteLine(
                row.name,
                row.quantity,
                new Money(row.unitPrice, currency),
                row.discount,
                row.taxRate,
                new Money(row.net, currency),
                new Money(row.reduction, currency),
                new Money(row.tax, currency));
    }
}
