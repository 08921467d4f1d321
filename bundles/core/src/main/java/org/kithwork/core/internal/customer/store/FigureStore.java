package org.kithwork.core.internal.customer.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.kithwork.store.Sql.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts customers by groups. */
@Component(service = FigureStore.class)
public class FigureStore {

    /** The age on a day; a lunar or partial date counts by its year alone. Four question marks: year, month, month, day. */
    private static final String AGE = "(CAST(? AS INT) - c.birth_year - CASE WHEN c.birth_calendar = 'SOLAR'"
            + " AND c.birth_day IS NOT NULL AND (c.birth_month > ? OR (c.birth_month = ? AND c.birth_day > ?))"
            + " THEN 1 ELSE 0 END)";

    private final JpaTemplate jpa;

    @Activate
    public FigureStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Those who are counted: in scope, and neither absorbed nor erased. */
    public static Condition counted(Visibility visibility) {
        return Condition.of("c.status IN ('ACTIVE', 'BLOCKED')")
                .and(visibility.ofColumns("c.id", "c.owner_id", "c.store_id", "c.restricted"));
    }

    /** Those of an age, both ends included. */
    public static Condition aged(LocalDate today, int from, int to) {
        var parameters = new ArrayList<>(age(today));
        parameters.add(from);
        parameters.add(to);
        return new Condition(AGE + " BETWEEN ? AND ?", parameters);
    }

    private static List<Object> age(LocalDate today) {
        return List.of(today.getYear(), today.getMonthValue(), today.getMonthValue(), today.getDayOfMonth());
    }

    public static Condition created(Instant from, Instant to) {
        return Condition.of("c.created_at >= ? AND c.created_at < ?", Timestamp.from(from), Timestamp.from(to));
    }

    public static Condition tagged(String tag) {
        return Condition.of("EXISTS (SELECT 1 FROM core_customer_tag f WHERE f.customer_id = c.id AND f.tag = ?)", tag);
    }

    public long count(Condition who) {
        return in(em -> Sql.select("COUNT(*) FROM core_customer c").where(who).values(em, Number.class))
                .get(0)
                .longValue();
    }

    public Map<String, Long> byStore(Condition who) {
        return byColumn("c.store_id", who);
    }

    public Map<String, Long> bySource(Condition who) {
        return byColumn("c.source", who);
    }

    public Map<String, Long> bySex(Condition who) {
        return byColumn("c.sex", who);
    }

    private Map<String, Long> byColumn(String column, Condition who) {
        return groups(in(em -> Sql.select(column + ", COUNT(*) FROM core_customer c")
                .where(who)
                .groupBy(column)
                .rows(em)));
    }

    public Map<String, Long> byTag(Condition who) {
        return groups(in(em -> Sql.select(
                        "t.tag, COUNT(*) FROM core_customer c JOIN core_customer_tag t ON t.customer_id = c.id")
                .where(who)
                .groupBy("t.tag")
                .rows(em)));
    }

    /** By full years of age; those without a year of birth are the group of the empty text. */
    public Map<String, Long> byAge(Condition who, LocalDate today) {
        return byExpression(AGE, age(today), who);
    }

    /** By the place among these instants, in order: 0 before the first, 1 from it on, and so on. */
    public Map<String, Long> byCreation(Condition who, List<Instant> starts) {
        var text = new StringBuilder("CASE");
        for (int i = 0; i < starts.size(); i++) {
            text.append(" WHEN c.created_at < ? THEN ").append(i);
        }
        text.append(" ELSE ").append(starts.size()).append(" END");
        return byExpression(
                text.toString(), starts.stream().map(Timestamp::from).toList(), who);
    }

    private Map<String, Long> byExpression(String expression, List<?> values, Condition who) {
        var parameters = new ArrayList<Object>(values);
        parameters.addAll(who.parameters());
        var text = "g.cell, COUNT(*) FROM (SELECT " + expression + " AS cell FROM core_customer c WHERE " + who.text()
                + ") g";
        return groups(in(
                em -> Sql.select(text, parameters.toArray()).groupBy("g.cell").rows(em)));
    }

    private interface Query<R> {
        List<R> on(EntityManager em);
    }

    private <R> List<R> in(Query<R> query) {
        return jpa.txExpr(TransactionType.Supports, query::on);
    }

    private static Map<String, Long> groups(List<Object[]> rows) {
        var groups = new LinkedHashMap<String, Long>();
        for (var row : rows) {
            groups.merge(row[0] == null ? "" : row[0].toString(), ((Number) row[1]).longValue(), Long::sum);
        }
        return Collections.unmodifiableMap(groups);
    }
}
