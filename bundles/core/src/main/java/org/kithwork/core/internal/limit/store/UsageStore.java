package org.kithwork.core.internal.limit.store;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is used of the limits: the database compares and adds in one statement, so parallel requests agree. */
@Component(service = UsageStore.class)
public class UsageStore {

    private static final String ADD = "UPDATE core_usage SET used = used + ? WHERE usage_key = ? AND used <= ?";

    private static final String LOOK_UP =
            "UPDATE core_usage SET used = used + 1, minute_used = CASE WHEN minute_no = ? THEN minute_used + 1 ELSE 1 END,"
                    + " minute_no = ?, last_mark = ?"
                    + " WHERE usage_key = ? AND used < ? AND (minute_no <> ? OR minute_used < ?)";

    private static final String REACH =
            "UPDATE core_usage SET reached = TRUE WHERE usage_key = ? AND reached = FALSE AND used > ?";

    private static final String[] NEW = {"usage_key", "used", "minute_no", "minute_used", "reached"};

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public UsageStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** What was used, in the last minute as well, and the mark of the last look-up. */
    public record Usage(
            long used,
            long minute,
            int minuteUsed,
            @Nullable String lastMark) {

        static final Usage NONE = new Usage(0, 0, 0, null);
    }

    public Usage usage(String key) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.select("used, minute_no, minute_used, last_mark FROM core_usage")
                                .where("usage_key = ?", key)
                                .rows(em))
                .stream()
                .map(row -> new Usage(
                        ((Number) row[0]).longValue(),
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).intValue(),
                        (String) row[3]))
                .findFirst()
                .orElse(Usage.NONE);
    }

    /** Adds to what was used, unless it would be more than is allowed; {@code false} then. */
    public boolean add(String key, long amount, long allowed) {
        return counted(key, em -> Sql.update(em, ADD, amount, key, allowed - amount));
    }

    /** Counts a look-up, unless it were one too many of the day or of the minute; {@code false} then. */
    public boolean addLookUp(String key, String mark, long minute, long allowed, int allowedInMinute) {
        return counted(key, em -> Sql.update(em, LOOK_UP, minute, minute, mark, key, allowed, minute, allowedInMinute));
    }

    private interface Statement {
        int on(EntityManager em);
    }

    private boolean counted(String key, Statement statement) {
        return jpa.txExpr(TransactionType.Required, em -> {
            if (statement.on(em) == 1) {
                return true;
            }
            return dialect.insertIfAbsent(em, "core_usage", NEW, key, 0L, 0L, 0, false) && statement.on(em) == 1;
        });
    }

    /** Marks the limit as reached when more than this was used; {@code true} for the one who marked it. */
    public boolean reach(String key, long moreThan) {
        return jpa.txExpr(TransactionType.Required, em -> Sql.update(em, REACH, key, moreThan) == 1);
    }

    /** Marks the limit as reached whatever was used of it; {@code true} for the one who marked it. */
    public boolean reach(String key) {
        return counted(key, em -> Sql.update(em, REACH, key, -1L));
    }

    public void insert(LimitAlertEntity alert) {
        jpa.tx(TransactionType.Required, em -> em.persist(alert));
    }

    /** The ids of alerts, newest first; one more than the page has. */
    public List<String> alertIds(PageRequest page) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("a.id FROM core_limit_alert a " + Sql.byIndex("core_limit_alert_id"))
                        .page("a.id", true, page)
                        .values(em, String.class));
    }

    /** These alerts, newest first. */
    public List<LimitAlertEntity> alerts(List<String> ids) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("* FROM core_limit_alert")
                                .whereIn("id", some)
                                .orderBy("id DESC")
                                .entities(em, LimitAlertEntity.class)));
    }

    /** How many alerts there are of this day and later. */
    public long alertsSince(String day) {
        return jpa.txExpr(
                        TransactionType.Supports,
                        em -> Sql.select("COUNT(*) FROM core_limit_alert")
                                .where("used_day >= ?", day)
                                .values(em, Number.class))
                .get(0)
                .longValue();
    }

    /** Forgets what was used before this day; the alerts stay. */
    public void deleteBefore(String day) {
        jpa.tx(TransactionType.Required, em -> Sql.update(em, "DELETE FROM core_usage WHERE usage_key < ?", day));
    }

    public Optional<LimitSettingsEntity> settings() {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Optional.ofNullable(em.find(LimitSettingsEntity.class, LimitSettingsEntity.ID)));
    }

    /** Keeps these limits unless there are any. */
    public void insert(LimitSettingsEntity settings) {
        jpa.tx(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_limit_settings",
                        new String[] {"id", "unmaskings", "lookups", "lookups_minute", "views", "export_rows", "version"
                        },
                        settings.id,
                        settings.unmaskings,
                        settings.lookups,
                        settings.lookupsMinute,
                        settings.views,
                        settings.exportRows,
                        settings.version));
    }

    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }
}
