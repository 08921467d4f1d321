package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan.Hit;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.CustomerStore.Details;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.field.FieldDefinition;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads a list of customers to its end, a part at a time, each customer as the actor would see him opened. Whoever reads so
 * needs a right of his own beside the one to see: customers whom that right does not cover are left out.
 */
@Component(service = CustomerLists.class)
public final class CustomerLists {

    private final AccessControl access;
    private final Customers customers;
    private final CustomerStore store;
    private final CustomerViews views;
    private final CustomerFields fields;
    private final Transactions transactions;

    @Activate
    public CustomerLists(
            @Reference AccessControl access,
            @Reference Customers customers,
            @Reference CustomerStore store,
            @Reference CustomerViews views,
            @Reference CustomerFields fields,
            @Reference Transactions transactions) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.views = views;
        this.fields = fields;
        this.transactions = transactions;
    }

    /**
     * Some of a list.
     *
     * @param next where to go on; {@code null} at the end
     */
    public record Part(List<Customer> customers, @Nullable String next) {

        public Part {
            customers = List.copyOf(customers);
        }
    }

    /** Refuses a query that the actor may not ask. */
    public void check(CustomerQuery query) {
        transactions.run(() -> customers.hits(query, PageRequest.first(1)));
    }

    /** What follows {@code after} in the list, of the customers whom the right covers too; may be empty before the end. */
    public Part part(CustomerQuery query, Permission right, @Nullable String after) {
        return transactions.call(() -> {
            var hits = customers.hits(query, new PageRequest(PageRequest.MAX_LIMIT, after));
            var full = hits.size() > PageRequest.MAX_LIMIT;
            var page = full ? hits.subList(0, PageRequest.MAX_LIMIT) : hits;
            var ids = page.stream().map(Hit::customerId).distinct().toList();
            return new Part(shown(ids, right), full ? page.get(page.size() - 1).key() : null);
        });
    }

    /** These customers, as far as they are there and the actor's rights cover them, in the order of the ids. */
    public List<Customer> some(List<String> ids, Permission right) {
        return transactions.call(() -> shown(ids, right));
    }

    private List<Customer> shown(List<String> ids, Permission right) {
        var sees = access.visibility(CustomerPermissions.VIEW);
        var may = access.visibility(right);
        var found = store.byIds(ids).stream().collect(Collectors.toMap(customer -> customer.id, Function.identity()));
        var covered = new ArrayList<CustomerEntity>();
        for (var id : ids) {
            var customer = found.get(id);
            if (customer != null
                    && customer.status != CustomerStatus.MERGED
                    && Customers.covers(sees, customer)
                    && Customers.covers(may, customer)) {
                covered.add(customer);
            }
        }
        return covered.isEmpty() ? List.of() : views.forFile(views.rules(), covered, details(covered));
    }

    private Map<String, Details> details(List<CustomerEntity> some) {
        var ids = some.stream().map(customer -> customer.id).toList();
        var points = store.contactPoints(ids);
        var identifiers = store.identifiers(ids);
        var tags = store.tags(ids);
        var details = new HashMap<String, Details>();
        for (var id : ids) {
            details.put(
                    id,
                    new Details(
                            points.getOrDefault(id, List.of()),
                            identifiers.getOrDefault(id, List.of()),
                            tags.getOrDefault(id, List.of())));
        }
        return details;
    }

    /** The members that the actor sees of some customer, masked or not; fields of the company by {@code field:key}. */
    public List<String> members() {
        access.require(CustomerPermissions.VIEW);
        return transactions.call(() -> views.seenSomewhere(views.rules()));
    }

    /** The fields of the company that the actor sees of some customer, in their order. */
    public List<FieldDefinition> ownFields() {
        access.require(CustomerPermissions.VIEW);
        return transactions.call(() -> {
            var rules = views.rules();
            return fields.active().stream()
                    .filter(field -> rules.somewhere(field.member()).isAtLeast(FieldAccess.MASK))
                    .toList();
        });
    }
}
