package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.NeedState;
import org.kithwork.archives.internal.Preference;
import org.kithwork.archives.internal.Reader;
import org.kithwork.archives.internal.Review;
import org.kithwork.archives.internal.Term;
import org.kithwork.archives.internal.Written;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is held of a customer as facts, the newest of each kind, at most {@value #MOST}. */
@Component(service = FactStore.class)
public final class FactStore {

    private static final int MOST = 500;

    private final ArchivesUnit unit;
    private final PreferenceStore preferences;
    private final NeedStore needs;
    private final TermStore terms;
    private final ReviewStore reviews;
    private final InteractionStore interactions;
    private final Json json;

    @Activate
    public FactStore(
            @Reference ArchivesUnit unit,
            @Reference PreferenceStore preferences,
            @Reference NeedStore needs,
            @Reference TermStore terms,
            @Reference ReviewStore reviews,
            @Reference InteractionStore interactions,
            @Reference Json json) {
        this.unit = unit;
        this.preferences = preferences;
        this.needs = needs;
        this.terms = terms;
        this.reviews = reviews;
        this.interactions = interactions;
        this.json = json;
    }

    /** A change of the state of a need. */
    public record NeedTurn(String need, NeedState state, Instant at) {}

    public List<Written<Preference>> preferences(CustomerId customer, Visibility visibility) {
        return unit.in(em -> Sql.select("p.* FROM archives_preference p " + Sql.byIndex("archives_preference_customer"))
                .where("p.customer_id = ?", customer.value())
                .where(visibility.ofRecord("p.customer_id", null, null))
                .orderBy("p.sort_key DESC")
                .first(MOST)
                .entities(em, PreferenceEntity.class)
                .stream()
                .map(row -> new Written<>(preferences.preference(row), row.createdAt))
                .toList());
    }

    public List<Written<Need>> needs(CustomerId customer, Visibility visibility) {
        return unit.in(em -> Sql.select("n.* FROM archives_need n " + Sql.byIndex("archives_need_customer"))
                .where("n.customer_id = ?", customer.value())
                .where(visibility.ofRecord("n.customer_id", null, null))
                .orderBy("n.sort_key DESC")
                .first(MOST)
                .entities(em, NeedEntity.class)
                .stream()
                .map(row -> new Written<>(needs.need(row), row.createdAt))
                .toList());
    }

    /** How the needs of a customer were met, dropped and opened again, as the timeline tells, the oldest first. */
    public List<NeedTurn> turns(CustomerId customer) {
        return unit.in(em -> Sql.select("t.subject_id, t.data, t.occurred_at FROM archives_timeline t "
                        + Sql.byIndex("archives_timeline_customer"))
                .where("t.customer_id = ?", customer.value())
                .where("t.event_type = ?", "archives.need.changed")
                .orderBy("t.occurred_key")
                .rows(em)
                .stream()
                .map(row -> new NeedTurn((String) row[0], state((String) row[1]), ((Timestamp) row[2]).toInstant()))
                .toList());
    }

    private NeedState state(String data) {
        return NeedState.valueOf(String.valueOf(json.read(data, Map.class).get("state")));
    }

    public List<Term> terms(CustomerId customer, Visibility visibility) {
        return terms.list(customer, null, visibility, PageRequest.first(MOST));
    }

    /** A review, the name of what it is of, and where that was bought. */
    public record Reviewed(
            Review review, String item, @Nullable StoreId store) {}

    /** The reviews of purchases that are in scope. */
    public List<Reviewed> reviews(CustomerId customer, Visibility purchases) {
        return unit.in(em -> {
            var items = Sql.select("r.id, l.name, p.store_id FROM archives_review r"
                            + " JOIN archives_purchase p ON p.id = r.purchase_id"
                            + " JOIN archives_purchase_line l ON l.id = r.id")
                    .where("r.customer_id = ?", customer.value())
                    .where(PurchaseStore.visible(purchases))
                    .orderBy("r.sort_key DESC")
                    .first(MOST)
                    .rows(em)
                    .stream()
                    .collect(Collectors.toMap(row -> (String) row[0], Function.identity()));
            return Sql.inPortions(
                            items.keySet(),
                            some -> Sql.select("r.* FROM archives_review r")
                                    .whereIn("r.id", some)
                                    .entities(em, ReviewEntity.class))
                    .stream()
                    .map(row -> reviewed(row, Objects.requireNonNull(items.get(row.id))))
                    .toList();
        });
    }

    private Reviewed reviewed(ReviewEntity row, Object[] item) {
        return new Reviewed(
                reviews.review(row), (String) item[1], item[2] == null ? null : new StoreId((String) item[2]));
    }

    /** The interactions that the customer rated. */
    public List<Interaction> rated(CustomerId customer, Reader reader) {
        return unit.in(
                em -> Sql.select("i.* FROM archives_interaction i " + Sql.byIndex("archives_interaction_customer"))
                        .where("i.customer_id = ?", customer.value())
                        .where("i.rating_stars IS NOT NULL")
                        .where(InteractionStore.readable(reader))
                        .orderBy("i.sort_key DESC")
                        .first(MOST)
                        .entities(em, InteractionEntity.class)
                        .stream()
                        .map(interactions::interaction)
                        .toList());
    }
}
