package org.kithwork.core.internal.access;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.RecordFields;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The field rules of modules' records: by the record's own columns or by those of the customer it belongs to. */
@Component(service = FieldControl.class)
public final class FieldGate implements FieldControl {

    private final FieldPolicies policies;
    private final RightsStore store;

    @Activate
    public FieldGate(@Reference FieldPolicies policies, @Reference RightsStore store) {
        this.policies = policies;
        this.store = store;
    }

    @Override
    public RecordFields of(Permission view, Permission edit, Collection<CustomerId> customers) {
        var ids = customers.stream().map(CustomerId::value).distinct().toList();
        return new Fields(policies.rules(view, edit), store.places(ids));
    }

    private record Fields(FieldRules rules, Map<String, FieldRules.Place> customers) implements RecordFields {

        @Override
        public FieldAccess access(String field, Place place) {
            var customer = customer(place);
            var own = new FieldRules.Place(
                    customer == null ? "" : customer.customerId(),
                    place.owner() == null ? null : place.owner().value(),
                    place.store() == null ? null : place.store().value(),
                    customer != null && customer.restricted());
            var byItself = rules.accessTo(field, own);
            var byCustomer = customer == null ? FieldAccess.HIDE : rules.accessTo(field, customer);
            return byItself.isAtLeast(byCustomer) ? byItself : byCustomer;
        }

        private FieldRules.@Nullable Place customer(Place place) {
            var id = place.customer();
            return id == null ? null : customers.get(id.value());
        }

        @Override
        public FieldAccess everywhere(String field) {
            return rules.everywhere(field);
        }
    }
}
