package org.kithwork.core.internal.operation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.test.TestDatabase;

/** The customers' rows as operations need them, plainly. */
public final class TableAlias implements CustomerAlias {

    private final TestDatabase db;

    public TableAlias(TestDatabase db) {
        this.db = db;
    }

    public CustomerId create(CustomerId id) {
        var row = new CustomerEntity();
        row.id = id.value();
        row.sortKey = id.value();
        row.updatedKey = id.value();
        row.createdAt = Instant.EPOCH;
        row.createdBy = "test";
        row.updatedAt = Instant.EPOCH;
        row.updatedBy = "test";
        db.transactions().run(() -> db.jpa().tx(em -> em.persist(row)));
        return id;
    }

    public State state(CustomerId id) {
        return db.transactions().call(() -> lock(List.of(id)).get(id));
    }

    @Override
    public Map<CustomerId, State> lock(Collection<CustomerId> ids) {
        var states = new HashMap<CustomerId, State>();
        ids.stream().map(CustomerId::value).sorted().forEach(id -> {
            if (update("UPDATE core_customer SET version = version + 1 WHERE id = ?", id) == 1) {
                states.put(new CustomerId(id), read(id));
            }
        });
        return states;
    }

    @Override
    public Map<CustomerId, State> read(Collection<CustomerId> ids) {
        var states = new HashMap<CustomerId, State>();
        ids.stream()
                .filter(id -> !ids("SELECT id FROM core_customer WHERE id = ?", id.value())
                        .isEmpty())
                .forEach(id -> states.put(id, read(id.value())));
        return states;
    }

    private State read(String id) {
        return db.jpa().txExpr(em -> {
            var row = (Object[])
                    em.createNativeQuery("SELECT status, merged_into, limited, kept FROM core_customer WHERE id = ?")
                            .setParameter(1, id)
                            .getSingleResult();
            return new State(
                    new CustomerId(id),
                    CustomerStatus.valueOf((String) row[0]),
                    row[1] == null ? null : new CustomerId((String) row[1]),
                    null,
                    null,
                    (Boolean) row[2],
                    (Boolean) row[3]);
        });
    }

    @Override
    public void setAlias(CustomerId absorbed, CustomerId survivor) {
        update("UPDATE core_customer SET merged_into = ? WHERE merged_into = ?", survivor.value(), absorbed.value());
        update(
                "UPDATE core_customer SET status = 'MERGED', merged_into = ? WHERE id = ?",
                survivor.value(),
                absorbed.value());
    }

    @Override
    public Optional<CustomerId> answersFor(CustomerId customer) {
        return ids("SELECT merged_into FROM core_customer WHERE merged_into IS NOT NULL AND id = ?", customer.value())
                .stream()
                .map(CustomerId::new)
                .findFirst();
    }

    @Override
    public List<String> after(String id, int limit) {
        return ids("SELECT id FROM core_customer WHERE status <> 'ERASED' AND id > ? ORDER BY id", id);
    }

    @SuppressWarnings("unchecked")
    private List<String> ids(String text, String parameter) {
        return db.jpa().txExpr(em -> (List<String>)
                em.createNativeQuery(text).setParameter(1, parameter).getResultList());
    }

    @Override
    public void clearAlias(CustomerId absorbed, CustomerStatus status) {
        update("UPDATE core_customer SET status = ?, merged_into = NULL WHERE id = ?", status.name(), absorbed.value());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Set<CustomerId> aliases(CustomerId survivor) {
        return db.jpa()
                .txExpr(em -> ((List<String>) em.createNativeQuery("SELECT id FROM core_customer WHERE merged_into = ?")
                                .setParameter(1, survivor.value())
                                .getResultList())
                        .stream().map(CustomerId::new).collect(Collectors.toSet()));
    }

    @Override
    public void fence(CustomerId customer) {
        update("UPDATE core_customer SET status = 'ERASED' WHERE id = ?", customer.value());
    }

    @Override
    public void keep(CustomerId customer) {
        update("UPDATE core_customer SET kept = TRUE, restricted = TRUE WHERE id = ?", customer.value());
    }

    public void limit(CustomerId customer) {
        db.transactions()
                .run(() -> update(
                        "UPDATE core_customer SET limited = TRUE, restricted = TRUE WHERE id = ?", customer.value()));
    }

    @Override
    public void release(CustomerId customer) {
        update("UPDATE core_customer SET kept = FALSE, restricted = limited WHERE id = ?", customer.value());
    }

    private int update(String text, Object... parameters) {
        return db.jpa().txExpr(em -> {
            var query = em.createNativeQuery(text);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return query.executeUpdate();
        });
    }
}
