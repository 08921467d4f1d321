package org.kithwork.core.internal.customer.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The names of users and stores, to be shown beside customers. */
@Component(service = NameStore.class)
public class NameStore {

    private final JpaTemplate jpa;

    @Activate
    public NameStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public Map<String, String> users(Collection<String> ids) {
        return names("id, display_name FROM core_user", ids);
    }

    /** The user of this sign-in name or shown name, where just one has it. */
    public Optional<String> userNamed(String name) {
        var found = jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("id FROM core_user")
                        .where("(username = ? OR display_name = ?)", name, name)
                        .first(2)
                        .values(em, String.class));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    public Map<String, String> stores(Collection<String> ids) {
        return names("id, name FROM core_store", ids);
    }

    private Map<String, String> names(String selection, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                ids,
                                some -> Sql.select(selection)
                                        .whereIn("id", some)
                                        .rows(em)))
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }
}
