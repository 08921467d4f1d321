package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes and reads the audit; nothing here changes or removes a row. */
@Component(
        service = AuditStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class AuditStore {

    private static final String COLUMNS = "a.id, a.happened_at, a.actor_kind, a.actor_id, a.actor_name, a.action,"
            + " a.object_type, a.object_id, a.customer_id, a.detail, a.reason_cipher";

    private static final String LINKS = Sql.byConstraint("core_audit_chain_pk");

    private final JpaTemplate jpa;

    @Activate
    public AuditStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    /** What a list of the audit is narrowed to. */
    public record Filter(
            @Nullable String object,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String customer,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** A link and the row it stands for; {@code null} when the row is gone. */
    public record Link(ChainEntity chain, @Nullable AuditEntity audit) {}

    public void insert(AuditEntity audit) {
        Rows.in(jpa, em -> {
            em.persist(audit);
            return audit.id;
        });
    }

    /** Newest first; one row more than the page has. */
    public List<AuditEntity> list(Filter filter, PageRequest page) {
        return Rows.in(jpa, em -> {
            var from = filter.from();
            var to = filter.to();
            var ids = Sql.select("a.id FROM core_audit a " + Sql.byIndex(index(filter)))
                    .whereIf(isType(filter.object()) ? "a.object_type = ?" : "a.object_id = ?", filter.object())
                    .whereIf("a.actor_id = ?", filter.actor())
                    .whereIf("a.action = ?", filter.action())
                    .whereIf("a.customer_id = ?", filter.customer())
                    .whereIf("a.happened_at >= ?", from == null ? null : Rows.time(from))
                    .whereIf("a.happened_at < ?", to == null ? null : Rows.time(to))
                    .page("a.id", true, page)
                    .values(em, String.class);
            return Sql.inPortions(
                    ids,
                    some -> Sql.select(COLUMNS + " FROM core_audit a")
                            .whereIn("a.id", some)
                            .orderBy("a.id DESC")
                            .entities(em, AuditEntity.class));
        });
    }

    /** The index of the narrowest part of the list, in its order. */
    private static String index(Filter filter) {
        if (filter.object() != null && !isType(filter.object())) {
            return "core_audit_object_id_id_ix";
        }
        if (filter.customer() != null) {
            return "core_audit_customer_id_id_ix";
        }
        if (filter.actor() != null) {
            return "core_audit_actor_id_id_ix";
        }
        return filter.action() != null ? "core_audit_action_id_ix" : "core_audit_id_ix";
    }

    /** Whether a kind of record is meant, such as {@code core:user}, and not one record. */
    private static boolean isType(@Nullable String object) {
        return object != null && object.indexOf(':') == object.lastIndexOf(':') && object.indexOf(':') > 0;
    }

    /** The link of what was done to a customer by an operation, which the entry names. */
    public Optional<ChainEntity> linked(String action, String customerId, String operationId) {
        return Rows.in(jpa, em -> {
            var ids = Sql.select("a.id FROM core_audit a " + Sql.byIndex("core_audit_customer_id_id_ix"))
                    .where("a.customer_id = ?", customerId)
                    .where("a.action = ?", action)
                    .where("a.detail LIKE ?", "%" + operationId + "%")
                    .values(em, String.class);
            return Sql.select("c.seq, c.audit_id, c.hash FROM core_audit_chain c")
                    .whereIn("c.audit_id", ids)
                    .entities(em, ChainEntity.class)
                    .stream()
                    .findFirst();
        });
    }

    /** The rows that no link stands for yet. */
    public List<String> unlinked(Instant before) {
        return Rows.in(
                jpa,
                em -> Sql.select("a.id FROM core_audit a LEFT JOIN core_audit_chain c ON c.audit_id = a.id")
                        .where("c.audit_id IS NULL")
                        .where("a.happened_at < ?", Rows.time(before))
                        .orderBy("a.id")
                        .values(em, String.class));
    }

    /** The last link. Derby finds the greatest value in an index, but sorts a table to find the first in falling order. */
    public Optional<ChainEntity> head() {
        return Rows.in(
                jpa,
                em -> Sql.select("seq, audit_id, hash FROM core_audit_chain " + LINKS)
                        .where("seq = (SELECT MAX(m.seq) FROM core_audit_chain m " + LINKS + ")")
                        .entities(em, ChainEntity.class)
                        .stream()
                        .findFirst());
    }

    /** Those of the rows that exist and have no link yet, in the order of their ids. */
    public List<AuditEntity> toLink(List<String> ids) {
        return Rows.in(jpa, em -> {
            var linked = new HashSet<>(
                    em.createQuery("SELECT c.auditId FROM ChainEntity c WHERE c.auditId IN :ids", String.class)
                            .setParameter("ids", ids)
                            .getResultList());
            var rows = em.createQuery("SELECT a FROM AuditEntity a WHERE a.id IN :ids ORDER BY a.id", AuditEntity.class)
                    .setParameter("ids", ids)
                    .getResultList();
            return rows.stream().filter(row -> !linked.contains(row.id)).toList();
        });
    }

    public void link(List<ChainEntity> links) {
        Rows.in(jpa, em -> {
            links.forEach(em::persist);
            return links.size();
        });
    }

    /** The links after this one, with their rows. */
    public List<Link> links(long afterSeq, int most) {
        return Rows.in(jpa, em -> {
            var chain = em.createQuery(
                            "SELECT c FROM ChainEntity c WHERE c.seq > :seq ORDER BY c.seq", ChainEntity.class)
                    .setParameter("seq", afterSeq)
                    .setMaxResults(most)
                    .getResultList();
            if (chain.isEmpty()) {
                return List.of();
            }
            Set<String> ids = new HashSet<>();
            chain.forEach(link -> ids.add(link.auditId));
            var rows = new java.util.HashMap<String, AuditEntity>();
            em.createQuery("SELECT a FROM AuditEntity a WHERE a.id IN :ids", AuditEntity.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(row -> rows.put(row.id, row));
            var links = new ArrayList<Link>();
            chain.forEach(link -> links.add(new Link(link, rows.get(link.auditId))));
            return links;
        });
    }
}
