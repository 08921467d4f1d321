package org.kithwork.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;

/**
 * A query put together from constant text; every value is a parameter. Text never comes from input: what a caller may
 * choose (a sort, a filter) is chosen among constants.
 */
public final class Sql {

    /** A condition and the values of its question marks, in order. */
    public record Condition(String text, List<Object> parameters) {

        public Condition {
            parameters = List.copyOf(parameters);
        }

        /** A condition with its values. */
        public static Condition of(String text, Object... parameters) {
            return new Condition(text, List.of(parameters));
        }

        /**
         * The condition that a column holds one of these values; no row where there are none. The last value is
         * repeated up to a power of two, so that there are few statements to compile: Derby takes tens of milliseconds
         * for each.
         */
        public static Condition in(String column, Collection<?> values) {
            if (values.isEmpty()) {
                return of("1 = 0");
            }
            var padded = new ArrayList<Object>(values);
            var last = padded.get(padded.size() - 1);
            while (Integer.bitCount(padded.size()) != 1) {
                padded.add(last);
            }
            return new Condition(
                    column + " IN (" + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")", padded);
        }

        /** The condition that one of these holds; no row where there are none. */
        public static Condition any(List<Condition> conditions) {
            var parameters = new ArrayList<Object>();
            conditions.forEach(condition -> parameters.addAll(condition.parameters()));
            var text = conditions.stream().map(Condition::text).collect(Collectors.joining(" OR ", "(", ")"));
            return conditions.isEmpty() ? of("1 = 0") : new Condition(text, parameters);
        }

        /** The condition that this one and another one hold. */
        public Condition and(Condition other) {
            var both = new ArrayList<>(parameters);
            both.addAll(other.parameters());
            return new Condition("(" + text + " AND " + other.text() + ")", both);
        }
    }

    private static final int PORTION = 64;

    private final StringBuilder text;
    private final List<Object> parameters = new ArrayList<>();
    private boolean conditional;

    private Sql(String text) {
        this.text = new StringBuilder(text);
    }

    /**
     * Asks for a long list of values a portion at a time, and joins the answers in the order of the values: for a list
     * of some hundred values Derby reads the table from end to end instead of its index, for each of them.
     */
    public static <V, R> List<R> inPortions(Collection<V> values, Function<List<V>, List<R>> query) {
        var all = List.copyOf(values);
        var answers = new ArrayList<R>();
        for (int from = 0; from < all.size(); from += PORTION) {
            answers.addAll(query.apply(all.subList(from, Math.min(all.size(), from + PORTION))));
        }
        return answers;
    }

    /** Starts with {@code SELECT … FROM …} and joins, without {@code WHERE}. */
    public static Sql select(String text, Object... parameters) {
        var sql = new Sql("SELECT ").add(text);
        sql.parameters.addAll(List.of(parameters));
        return sql;
    }

    /**
     * Runs a constant statement that changes rows; the values fill its question marks, none of them {@code null}.
     *
     * @return how many rows it touched
     */
    public static int update(EntityManager em, String statement, Object... values) {
        var query = em.createNativeQuery(statement);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.executeUpdate();
    }

    /**
     * Behind a table in a {@code FROM}: Derby reads it by this index, whatever it thinks of the size of the table when it
     * first sees the statement. For PostgreSQL a comment.
     */
    public static String byIndex(String name) {
        return "--DERBY-PROPERTIES index=" + name + "\n";
    }

    /** As {@link #byIndex}, for the index of a constraint, such as a primary key. */
    public static String byConstraint(String name) {
        return "--DERBY-PROPERTIES constraint=" + name + "\n";
    }

    /** Before the tables of a {@code FROM}: Derby reads them in the order in which they are written. */
    public static String inThisOrder() {
        return "--DERBY-PROPERTIES joinOrder=FIXED\n";
    }

    /** Adds a condition; several are joined by AND. */
    public Sql where(String condition, Object... values) {
        return where(Condition.of(condition, values));
    }

    /** Adds a condition; several are joined by AND. */
    public Sql where(Condition condition) {
        add(conditional ? " AND " : " WHERE ").add(condition.text());
        conditional = true;
        parameters.addAll(condition.parameters());
        return this;
    }

    /** Adds the condition that the column holds one of these values; with none of them no row is left. */
    public Sql whereIn(String column, Collection<?> values) {
        return where(Condition.in(column, values));
    }

    /** Adds a condition when there is a value to compare with. */
    public Sql whereIf(String condition, @Nullable Object value) {
        return value == null ? this : where(condition, value);
    }

    /**
     * Orders by one indexed, unique column and takes one row more than the page has, so that a next page is noticed.
     */
    public Sql page(String keyColumn, boolean descending, PageRequest request) {
        if (request.after() != null) {
            where(keyColumn + (descending ? " < ?" : " > ?"), request.after());
        }
        return orderBy(keyColumn + (descending ? " DESC" : "")).first(request.limit() + 1);
    }

    public Sql groupBy(String columns) {
        return add(" GROUP BY ").add(columns);
    }

    public Sql orderBy(String columns) {
        return add(" ORDER BY ").add(columns);
    }

    /** At most this many rows. */
    public Sql first(int rows) {
        return add(" FETCH FIRST ").add(Integer.toString(rows)).add(" ROWS ONLY");
    }

    /** At most this many rows behind those that are skipped, each of which the database reads: for a place in an order, not for pages. */
    public Sql behind(long skipped, int rows) {
        return add(" OFFSET ")
                .add(Long.toString(skipped))
                .add(" ROWS FETCH NEXT ")
                .add(Integer.toString(rows))
                .add(" ROWS ONLY");
    }

    /** The rows as entities of one type; the selection must be its columns. */
    @SuppressWarnings("unchecked")
    public <E> List<E> entities(EntityManager em, Class<E> type) {
        return bind(em.createNativeQuery(text.toString(), type)).getResultList();
    }

    /** The rows as arrays of columns; for one column use {@link #values}. */
    @SuppressWarnings("unchecked")
    public List<Object[]> rows(EntityManager em) {
        return bind(em.createNativeQuery(text.toString())).getResultList();
    }

    /** The rows of a single column. */
    @SuppressWarnings("unchecked")
    public <V> List<V> values(EntityManager em, Class<V> type) {
        return bind(em.createNativeQuery(text.toString())).getResultList().stream()
                .map(type::cast)
                .toList();
    }

    /** Whether there is any row. */
    public boolean exists(EntityManager em) {
        return !first(1).bind(em.createNativeQuery(text.toString()))
                .getResultList()
                .isEmpty();
    }

    private Query bind(Query query) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }

    private Sql add(String more) {
        text.append(more);
        return this;
    }

    @Override
    public String toString() {
        return text + " " + parameters.size() + " parameters";
    }
}
