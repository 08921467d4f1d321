package org.kithwork.customer.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.store.Sql;

/**
 * The rows of a module that belong to customers by their column {@code customer_id}: how many there are, how they go with a merge, and how
 * they come back. Which went is remembered in a table of the module with the columns {@code merge_id}, {@code kind}, {@code record_id}. Each
 * call is repeatable and runs in the caller's transaction.
 */
public final class CustomerRows {

    private final String moved;
    private final List<Table> tables;

    /**
     * Rows of some tables.
     *
     * @param moved the table that remembers
     */
    public CustomerRows(String moved, Table... tables) {
        this.moved = moved;
        this.tables = List.of(tables);
    }

    /**
     * A table; its words are constants.
     *
     * @param kind what a row is, in the singular
     * @param plural what several are called in previews
     * @param key the column that names a row
     * @param versioned whether there is a column {@code version}, which a move counts up
     */
    public record Table(String name, String kind, String plural, String key, boolean versioned) {

        /** A table with the key {@code id} and a version. */
        public static Table versioned(String name, String kind, String plural) {
            return new Table(name, kind, plural, "id", true);
        }

        /** A table with the key {@code id} and no version. */
        public static Table plain(String name, String kind, String plural) {
            return new Table(name, kind, plural, "id", false);
        }

        private String given() {
            return "UPDATE " + name + " SET customer_id = ?" + (versioned ? ", version = version + 1" : "")
                    + " WHERE customer_id = ?";
        }
    }

    /** How many rows of each kind the customer has, by the plural, in the order of the tables. */
    public Map<String, Long> counts(EntityManager em, CustomerId customer) {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : tables) {
            var count = Sql.select("COUNT(*) FROM " + table.name)
                    .where("customer_id = ?", customer.value())
                    .values(em, Number.class)
                    .get(0);
            counts.put(table.plural, count.longValue());
        }
        return counts;
    }

    /** Gives the absorbed customer's rows to the survivor and remembers which. */
    public void move(EntityManager em, CustomerMerge merge) {
        for (var table : tables) {
            Sql.update(
                    em,
                    "INSERT INTO " + moved + " (merge_id, kind, record_id)"
                            + " SELECT CAST(? AS VARCHAR(36)), CAST(? AS VARCHAR(16)), " + table.key + " FROM "
                            + table.name + " WHERE customer_id = ?",
                    merge.id(),
                    table.kind,
                    merge.absorbed().value());
            Sql.update(
                    em,
                    table.given(),
                    merge.survivor().value(),
                    merge.absorbed().value());
        }
    }

    /** Gives back what a merge moved, as far as it is still with the survivor. */
    public void moveBack(EntityManager em, CustomerMerge merge) {
        for (var table : tables) {
            Sql.update(
                    em,
                    table.given() + " AND " + table.key + " IN (SELECT record_id FROM " + moved
                            + " WHERE merge_id = ? AND kind = ?)",
                    merge.absorbed().value(),
                    merge.survivor().value(),
                    merge.id(),
                    table.kind);
            Sql.update(em, "DELETE FROM " + moved + " WHERE merge_id = ? AND kind = ?", merge.id(), table.kind);
        }
    }
}
