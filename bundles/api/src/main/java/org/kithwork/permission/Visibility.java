package org.kithwork.permission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.Sql;

/**
 * On which records a right holds for the actor: the union of the grants' scopes, less the restricted customers that
 * are not open to him. Put into every query of list, get, count, sum, search and export, so that they agree.
 *
 * @param all every record
 * @param owners records owned by one of these users
 * @param stores records of one of these stores
 * @param unlocked restricted customers that are open to the actor
 */
public record Visibility(boolean all, Set<String> owners, Set<String> stores, Set<String> unlocked) {

    public Visibility {
        owners = Set.copyOf(owners);
        stores = Set.copyOf(stores);
        unlocked = Set.copyOf(unlocked);
    }

    /** Whether a record with these columns is covered. */
    public boolean covers(String customerId, @Nullable String ownerId, @Nullable String storeId, boolean restricted) {
        if (restricted && !unlocked.contains(customerId)) {
            return false;
        }
        return all || (ownerId != null && owners.contains(ownerId)) || (storeId != null && stores.contains(storeId));
    }

    /**
     * The condition that the customer named by a column is covered, for tables outside the core.
     *
     * @param customerColumn a column that holds the customer's id, such as {@code p.customer_id}
     */
    public Sql.Condition ofCustomer(String customerColumn) {
        var parameters = new ArrayList<Object>();
        var text = "EXISTS (" + customer(customerColumn)
                + columns("c.id", "s.owner_id", "s.store_id", "s.restricted", parameters) + ")";
        return new Sql.Condition(text, parameters);
    }

    /**
     * The condition on a record of a module that it, by its own columns, or its customer is covered. The restriction
     * list holds in any case; a record without a customer is judged by its own columns.
     *
     * @param ownerColumn {@code null} where the table has none
     * @param storeColumn {@code null} where the table has none
     */
    public Sql.Condition ofRecord(String customerColumn, @Nullable String ownerColumn, @Nullable String storeColumn) {
        var parameters = new ArrayList<Object>();
        var text = new StringBuilder("(");
        if (!all) {
            var own = new ArrayList<String>();
            if (ownerColumn != null) {
                in(ownerColumn, owners, own, parameters);
            }
            if (storeColumn != null) {
                in(storeColumn, stores, own, parameters);
            }
            own.add("EXISTS (" + customer(customerColumn) + scope("s.owner_id", "s.store_id", parameters) + ")");
            if (own.size() == 1) {
                // Of an EXISTS that stands alone Derby makes a join, and sorts all records for one page of them.
                own.add(customerColumn + " = ''");
            }
            text.append('(').append(String.join(" OR ", own)).append(") AND ");
        }
        text.append("NOT EXISTS (SELECT 1 FROM core_restricted_customer r ")
                .append(Sql.byConstraint("core_restricted_customer_pk"))
                .append("WHERE r.id = ")
                .append(customerColumn);
        if (!unlocked.isEmpty()) {
            var open = new ArrayList<String>();
            in("r.id", unlocked, open, parameters);
            text.append(" AND NOT ").append(open.get(0));
        }
        return new Sql.Condition(text.append("))").toString(), parameters);
    }

    /**
     * The beginning of a subquery: the customer {@code c} and {@code s}, which answers for it. The same as the view
     * {@code kithwork_customer_scope}, but into a view Derby does not carry the customer's id, and reads all customers
     * for each record.
     */
    private static String customer(String column) {
        var byId = Sql.byConstraint("core_customer_pk");
        return "SELECT 1 FROM " + Sql.inThisOrder() + "core_customer c " + byId + ", core_customer s " + byId
                + "WHERE c.id = " + column + " AND s.id = COALESCE(c.merged_into, c.id) AND ";
    }

    /** The condition on a table that carries the columns itself. */
    public Sql.Condition ofColumns(
            String customerColumn, String ownerColumn, String storeColumn, String restrictedColumn) {
        var parameters = new ArrayList<Object>();
        var text = columns(customerColumn, ownerColumn, storeColumn, restrictedColumn, parameters);
        return new Sql.Condition(text, parameters);
    }

    private String columns(String customer, String owner, String store, String restricted, List<Object> parameters) {
        var scope = scope(owner, store, parameters);
        var locks = new ArrayList<String>(List.of(restricted + " = FALSE"));
        in(customer, unlocked, locks, parameters);
        return "(" + scope + " AND (" + String.join(" OR ", locks) + "))";
    }

    private String scope(String owner, String store, List<Object> parameters) {
        var scopes = new ArrayList<String>();
        if (!all) {
            in(owner, owners, scopes, parameters);
            in(store, stores, scopes, parameters);
        }
        return all ? "1 = 1" : scopes.isEmpty() ? "1 = 0" : "(" + String.join(" OR ", scopes) + ")";
    }

    private static void in(String column, Set<String> values, List<String> conditions, List<Object> parameters) {
        if (!values.isEmpty()) {
            conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            parameters.addAll(values);
        }
    }
}
