package org.kithwork.archives.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.NeedId;
import org.kithwork.archives.internal.NeedState;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps needs; their words are sealed. A change is made on a need that {@link #lock} read. */
@Component(service = NeedStore.class)
public final class NeedStore {

    static final String TABLE = "archives_need";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;

    @Activate
    public NeedStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher) {
        this.unit = unit;
        this.cipher = cipher;
    }

    private static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("n.customer_id", null, null);
    }

    public Optional<Need> find(NeedId id, Visibility visibility) {
        return unit.in(em -> Sql.select("n.* FROM archives_need n")
                .where("n.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, NeedEntity.class)
                .stream()
                .findFirst()
                .map(this::need));
    }

    /** One row more than the page has, newest first; of all customers where none is named. */
    public List<Need> list(
            @Nullable CustomerId customer,
            @Nullable NeedState state,
            @Nullable Instant before,
            Visibility visibility,
            PageRequest request) {
        return unit.in(em -> {
            var keys = Sql.select("n.sort_key FROM archives_need n " + Sql.byIndex(index(customer, state)))
                    .whereIf("n.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("n.state = ?", state == null ? null : state.name())
                    .whereIf("n.sort_key < ?", before == null ? null : TimeKey.start(before))
                    .where(visible(visibility))
                    .page("n.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("n.* FROM archives_need n")
                                    .whereIn("n.sort_key", some)
                                    .orderBy("n.sort_key DESC")
                                    .entities(em, NeedEntity.class))
                    .stream()
                    .map(this::need)
                    .toList();
        });
    }

    private static String index(@Nullable CustomerId customer, @Nullable NeedState state) {
        return customer != null
                ? "archives_need_customer"
                : state != null ? "archives_need_state" : "archives_need_sort";
    }

    /** The need, its row locked until the transaction ends. */
    public Optional<Need> lock(NeedId id, Visibility visibility) {
        return unit.in(em -> Sql.select("n.id FROM archives_need n")
                .where("n.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(NeedEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::need));
    }

    public Need insert(Need need) {
        return unit.in(em -> {
            var row = new NeedEntity();
            row.id = need.id().value();
            row.customerId = need.customerId().value();
            row.source = need.source();
            row.notedAt = need.at();
            row.sortKey = TimeKey.of(need.at(), row.id);
            row.createdBy = need.by().id();
            row.createdByName = need.by().name();
            fill(row, need);
            em.persist(row);
            em.flush();
            return need.withVersion(row.version);
        });
    }

    /** Stores what a change may touch. */
    public Need change(Need after) {
        return unit.in(em -> {
            var row = em.find(NeedEntity.class, after.id().value());
            fill(row, after);
            em.flush();
            return after.withVersion(row.version);
        });
    }

    private void fill(NeedEntity row, Need need) {
        row.textCipher = cipher.seal(TABLE, "text", row.id, "" + need.text());
        row.state = need.state();
        row.closedAt = need.closedAt();
        row.outcomeCipher = need.outcome() == null ? null : cipher.seal(TABLE, "outcome", row.id, need.outcome());
    }

    Need need(NeedEntity row) {
        return new Need(
                new NeedId(row.id),
                row.version,
                new CustomerId(row.customerId),
                cipher.open(TABLE, "text", row.id, row.textCipher),
                row.source,
                row.notedAt,
                row.state,
                row.closedAt,
                row.outcomeCipher == null ? null : cipher.open(TABLE, "outcome", row.id, row.outcomeCipher),
                new ActorName(row.createdBy, row.createdByName));
    }
}
