package org.kithwork.core.internal.customer;

import java.util.Optional;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.field.spi.FieldObject;
import org.kithwork.field.spi.FieldRecord;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Customers as records that have fields. Their values are changed with the customer, never alone. */
@Component(service = FieldObject.class)
public final class CustomerFieldObject implements FieldObject {

    private final CustomerStore store;
    private final AccessControl access;

    @Activate
    public CustomerFieldObject(@Reference CustomerStore store, @Reference AccessControl access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public String object() {
        return CustomerPermissions.OBJECT;
    }

    @Override
    public Message title() {
        return Message.of(CustomerFieldObject.class, "fields-of-customers");
    }

    @Override
    public Permission view() {
        return CustomerPermissions.VIEW;
    }

    @Override
    public Permission edit() {
        return CustomerPermissions.EDIT;
    }

    @Override
    public Optional<FieldRecord> find(String id, Permission right) {
        var visibility = access.visibility(right);
        return store.find(id)
                .flatMap(customer ->
                        customer.mergedInto == null ? Optional.of(customer) : store.find(customer.mergedInto))
                .filter(customer -> Customers.covers(visibility, customer))
                .map(CustomerFieldObject::record);
    }

    @Override
    public Optional<FieldRecord> lock(String id) {
        throw new UnsupportedOperationException("The fields of a customer are changed with the customer");
    }

    private static FieldRecord record(CustomerEntity customer) {
        return new FieldRecord(
                customer.id,
                new CustomerId(customer.id),
                customer.ownerId == null ? null : new UserId(customer.ownerId),
                customer.storeId == null ? null : new StoreId(customer.storeId),
                customer.restricted);
    }
}
