package org.kithwork.core.internal.importing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.customer.ActorName;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.permission.Actor;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps with what the records came in that are of no file. */
@Component(service = ArrivalStore.class)
public class ArrivalStore {

    private final JpaTemplate jpa;

    @Activate
    public ArrivalStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Notes of a new record with what it came in, and on whose behalf. */
    public void insert(String kind, String targetId, Arrival with, Actor owner, Instant now) {
        jpa.tx(
                TransactionType.Required,
                em -> Sql.update(
                        em,
                        "INSERT INTO core_import_arrival (target_id, kind, feed, delivery, owner_id,"
                                + " owner_name, arrived_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        targetId,
                        kind,
                        with.feed(),
                        with.delivery(),
                        owner.id(),
                        owner.name(),
                        Timestamp.from(now)));
    }

    /** With what these records of a kind came in, by record. */
    public Map<String, ImportOrigin> origins(String kind, Collection<String> targetIds) {
        var origins = new HashMap<String, ImportOrigin>();
        jpa.txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                List.copyOf(targetIds),
                                some -> Sql.select(
                                                "a.target_id, a.feed, a.delivery, a.owner_id, a.owner_name, a.arrived_at"
                                                        + " FROM core_import_arrival a")
                                        .whereIn("a.target_id", some)
                                        .where("a.kind = ?", kind)
                                        .rows(em)))
                .forEach(row -> origins.put(
                        (String) row[0],
                        new ImportOrigin(
                                null,
                                new Arrival((String) row[1], (String) row[2]),
                                new ActorName((String) row[3], (String) row[4]),
                                ((Timestamp) row[5]).toInstant())));
        return origins;
    }
}
