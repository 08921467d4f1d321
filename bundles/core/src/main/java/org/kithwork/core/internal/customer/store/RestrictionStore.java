package org.kithwork.core.internal.customer.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.page.PageRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may see the customers that are not for everybody. */
@Component(service = RestrictionStore.class)
public class RestrictionStore {

    private final JpaTemplate jpa;

    @Activate
    public RestrictionStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** The users of each of these customers' lists. */
    public Map<String, List<String>> users(Collection<String> customers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("customer_id, user_id FROM core_restriction")
                                        .whereIn("customer_id", some)
                                        .orderBy("user_id")
                                        .rows(em)))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(row -> (String) row[1], Collectors.toList())));
    }

    /** Puts these users in the place of those on the list. */
    public void replace(String customer, Collection<String> users) {
        jpa.tx(TransactionType.Required, em -> {
            em.createNativeQuery("DELETE FROM core_restriction WHERE customer_id = ?")
                    .setParameter(1, customer)
                    .executeUpdate();
            for (var user : users) {
                em.createNativeQuery("INSERT INTO core_restriction (customer_id, user_id) VALUES (?, ?)")
                        .setParameter(1, customer)
                        .setParameter(2, user)
                        .executeUpdate();
            }
        });
    }

    /** The customers that have a list, in the order of their ids. */
    public List<String> customers(PageRequest request) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("DISTINCT customer_id FROM core_restriction")
                        .page("customer_id", false, request)
                        .values(em, String.class));
    }
}
