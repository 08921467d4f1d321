package org.kithwork.core.internal.viewing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One row for each customer, day and user who saw him; parallel looks are told apart by the database. */
@Component(service = ViewStore.class)
public class ViewStore {

    private static final String[] COLUMNS = {
        "view_key",
        "seen_id",
        "customer_id",
        "user_id",
        "view_day",
        "first_at",
        "last_at",
        "opened",
        "opened_hour",
        "clear_hour",
        "in_clear"
    };

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public ViewStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Inserts the row unless the user saw the customer on this day already; {@code false} then. */
    public boolean insert(ViewEntity row) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_customer_view",
                        COLUMNS,
                        row.viewKey,
                        row.seenId,
                        row.customerId,
                        row.userId,
                        row.viewDay,
                        time(row.firstAt),
                        time(row.lastAt),
                        row.opened,
                        row.openedHour,
                        row.clearHour,
                        row.inClear));
    }

    /** Counts the first opening of a customer who stood in lists until now; {@code false} when it is not the first. */
    public boolean openFirst(String key, long hour, Instant now) {
        return update(
                "UPDATE core_customer_view SET opened = 1, opened_hour = ?, last_at = ? WHERE view_key = ? AND opened = 0",
                hour,
                time(now),
                key);
    }

    /** Counts an opening in another hour. */
    public void openAgain(String key, long hour, Instant now) {
        update(
                "UPDATE core_customer_view SET opened = opened + 1, opened_hour = ?, last_at = ?"
                        + " WHERE view_key = ? AND opened_hour <> ?",
                hour,
                time(now),
                key,
                hour);
    }

    /** Notes that he was opened in clear; {@code false} when it was noted in this hour. */
    public boolean openClear(String key, long hour) {
        return update(
                "UPDATE core_customer_view SET clear_hour = ?, in_clear = TRUE WHERE view_key = ? AND clear_hour <> ?",
                hour,
                key,
                hour);
    }

    /** Those of these keys that are there. */
    public List<ViewEntity> find(Collection<String> keys) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.inPortions(
                        keys,
                        some -> Sql.select("* FROM core_customer_view")
                                .whereIn("view_key", some)
                                .entities(em, ViewEntity.class)));
    }

    /** Adds rows that were not there; when somebody else was faster, the transaction is done again. */
    public void insertAll(Collection<ViewEntity> rows) {
        jpa.tx(TransactionType.Required, em -> {
            rows.forEach(em::persist);
            em.flush();
        });
    }

    public void markClear(String key, Instant now) {
        update("UPDATE core_customer_view SET in_clear = TRUE, last_at = ? WHERE view_key = ?", time(now), key);
    }

    /** Who saw the customer, by day. */
    public List<ViewEntity> of(String customer) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_customer_view " + Sql.byConstraint("core_customer_view_pk"))
                        .where("view_key >= ? AND view_key < ?", customer, customer + "~")
                        .entities(em, ViewEntity.class));
    }

    /** Who saw the customer, the latest first look first; one more than asked for. */
    public List<ViewEntity> page(String customer, PageRequest request) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var ids = Sql.select("v.seen_id FROM core_customer_view v " + Sql.byIndex("core_customer_view_seen"))
                    .where("v.customer_id = ?", customer)
                    .page("v.seen_id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                    ids,
                    some -> Sql.select("v.* FROM core_customer_view v " + Sql.byIndex("core_customer_view_seen"))
                            .where("v.customer_id = ?", customer)
                            .whereIn("v.seen_id", some)
                            .orderBy("v.seen_id DESC")
                            .entities(em, ViewEntity.class));
        });
    }

    /** Forgets whom somebody saw before this day. */
    public void deleteBefore(String day) {
        update("DELETE FROM core_customer_view WHERE view_day < ?", day);
    }

    private boolean update(String statement, Object... values) {
        return jpa.txExpr(TransactionType.Required, em -> Sql.update(em, statement, values) > 0);
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
