package org.kithwork.core.internal.protection.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.protection.Cells;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.kithwork.store.Sql.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The cells of sealed columns, read in the order of their keys. */
@Component(service = CellStore.class)
public class CellStore {

    /** Key and nonce of a sealed text: what tells one sealing from every other. */
    private static final int SEALING = 24;

    private final JpaTemplate jpa;

    @Activate
    public CellStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** A cell by the values of its key. */
    public record Cell(List<Object> key, String text) {}

    /** How many rows the column has. */
    public long count(Cells cells) {
        return count(Sql.select("COUNT(*) FROM " + cells.table()));
    }

    /** The keys of the next rows; all of one key column, or the rows of one value of its first. */
    public List<List<Object>> keysAfter(Cells cells, List<Object> after, int most) {
        var names = String.join(", ", cells.key());
        return jpa.txExpr(TransactionType.Supports, em -> {
            var sql = Sql.select(names + " FROM " + cells.table());
            after(cells.key(), after).forEach(sql::where);
            sql.orderBy(names).first(most);
            return cells.key().size() == 1
                    ? sql.values(em, Object.class).stream().map(List::of).toList()
                    : sql.rows(em).stream().map(List::of).toList();
        });
    }

    /** The cells of these rows that hold something and do not begin with the mark. */
    public List<Cell> others(Cells cells, List<List<Object>> keys, String mark) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var names = String.join(", ", cells.key());
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select(names + ", " + cells.column() + " FROM " + cells.table())
                        .where(between(cells.key(), keys))
                        .where(cells.column() + " NOT LIKE ? ESCAPE '!'", prefix(mark))
                        .rows(em)
                        .stream()
                        .map(row -> new Cell(
                                List.of(row).subList(0, cells.key().size()),
                                String.valueOf(row[cells.key().size()])))
                        .toList());
    }

    /** Puts a text in the place of one that is still the same. {@code false} when it is another by now, or gone. */
    public boolean replace(Cells cells, Cell cell, String text) {
        var keys = cells.key().stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        var values = new ArrayList<Object>();
        values.add(text);
        values.addAll(cell.key());
        values.add(prefix(cell.text().substring(0, SEALING)));
        return jpa.txExpr(TransactionType.Required, em -> {
                    var query = em.createNativeQuery("UPDATE " + cells.table() + " SET " + cells.column()
                            + " = ? WHERE " + keys + " AND " + cells.column() + " LIKE ? ESCAPE '!'");
                    IntStream.range(0, values.size()).forEach(i -> query.setParameter(i + 1, values.get(i)));
                    return query.executeUpdate();
                })
                == 1;
    }

    /** How many stored answers there are to requests from before. */
    public long answersBefore(Instant instant) {
        return count(Sql.select("COUNT(*) FROM core_answer")
                .where("answer IS NOT NULL")
                .where("claimed_at < ?", Timestamp.from(instant)));
    }

    /** How many imports from before may still have their file. */
    public long uploadsBefore(Instant instant) {
        return count(Sql.select("COUNT(*) FROM core_import")
                .where("layout_cipher IS NOT NULL")
                .where("created_at < ?", Timestamp.from(instant)));
    }

    private long count(Sql sql) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> sql.values(em, Number.class).get(0).longValue());
    }

    static String prefix(String mark) {
        return mark.replace("_", "!_") + "%";
    }

    /** A key of two columns is read behind its first one, which an index can. */
    private static List<Condition> after(List<String> key, List<Object> after) {
        if (after.isEmpty()) {
            return List.of();
        }
        if (key.size() == 1) {
            return List.of(Condition.of(key.get(0) + " > ?", after.get(0)));
        }
        return List.of(
                Condition.of(key.get(0) + " >= ?", after.get(0)),
                Condition.of("(" + key.get(0) + " > ? OR " + key.get(1) + " > ?)", after.get(0), after.get(1)));
    }

    private static Condition between(List<String> key, List<List<Object>> keys) {
        if (key.size() == 1) {
            return Condition.in(key.get(0), keys.stream().map(row -> row.get(0)).toList());
        }
        return Condition.any(keys.stream()
                .map(row -> Condition.of("(" + key.get(0) + " = ? AND " + key.get(1) + " = ?)", row.get(0), row.get(1)))
                .toList());
    }
}
