package org.kithwork.core.internal.retention.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules, their runs and what came of them. */
@Component(service = RetentionStore.class)
public class RetentionStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public RetentionStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** The rules that somebody has set, by their ids. */
    public List<RuleEntity> rules() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("r.* FROM core_retention_rule r")
                        .orderBy("r.id")
                        .entities(em, RuleEntity.class));
    }

    /** The rule, which may be changed in the current transaction. */
    public Optional<RuleEntity> rule(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(RuleEntity.class, id)));
    }

    /** Writes a rule that nobody has set before; {@code false} when somebody did meanwhile. */
    public boolean insert(RuleEntity rule) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_retention_rule",
                        new String[] {
                            "id", "months", "removal", "active", "updated_at", "updated_by", "updated_name", "version"
                        },
                        rule.id,
                        rule.months,
                        rule.action.name(),
                        rule.active,
                        Timestamp.from(rule.updatedAt),
                        rule.updatedBy,
                        rule.updatedName,
                        1L));
    }

    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }

    public void insert(RunEntity run) {
        jpa.tx(TransactionType.Required, em -> em.persist(run));
    }

    /** Gives a night its run; {@code false} when it has one. */
    public boolean claim(String night, String runId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em, "core_retention_night", new String[] {"night", "run_id"}, night, runId));
    }

    /** The run, which may be changed in the current transaction. */
    public Optional<RunEntity> run(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(RunEntity.class, id)));
    }

    /** Runs, newest first, one more than asked for. */
    public List<RunEntity> runs(PageRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var ids = Sql.select("r.id FROM core_retention_run r " + Sql.byIndex("core_retention_run_id"))
                    .page("r.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                    ids,
                    some -> Sql.select("r.* FROM core_retention_run r")
                            .whereIn("r.id", some)
                            .orderBy("r.id DESC")
                            .entities(em, RunEntity.class));
        });
    }

    /** The result of a kind in a run, which may be changed in the current transaction; written where there is none. */
    public ResultEntity result(String runId, String kind, ResultEntity fresh) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var id = runId + "/" + kind;
            var found = em.find(ResultEntity.class, id);
            if (found != null) {
                return found;
            }
            fresh.id = id;
            fresh.runId = runId;
            fresh.kind = kind;
            em.persist(fresh);
            return fresh;
        });
    }

    /** The results of runs, by their kinds. */
    public List<ResultEntity> results(List<String> runIds) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.inPortions(
                        runIds,
                        some -> Sql.select("r.* FROM core_retention_result r")
                                .whereIn("r.run_id", some)
                                .orderBy("r.id")
                                .entities(em, ResultEntity.class)));
    }

    /** The last finished run that was no trial. */
    public Optional<RunEntity> lastReal() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("r.* FROM core_retention_run r")
                        .where("r.dry = FALSE")
                        .where("r.finished_at IS NOT NULL")
                        .orderBy("r.id DESC")
                        .first(1)
                        .entities(em, RunEntity.class)
                        .stream()
                        .findFirst());
    }
}
