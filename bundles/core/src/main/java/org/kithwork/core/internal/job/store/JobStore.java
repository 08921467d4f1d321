package org.kithwork.core.internal.job.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.core.internal.job.Wanted;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps jobs, and their rows in the table of db-scheduler: both change in one transaction, so that a job that is rolled
 * back is not run, and one that ended is not run again.
 */
@Component(service = JobStore.class)
public class JobStore {

    /** The one task that the scheduler knows. */
    public static final String TASK = "kithwork-job";

    /** The table of db-scheduler. */
    public static final String SCHEDULE = "core_job_schedule";

    private final JpaTemplate jpa;

    @Activate
    public JobStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** What another node may have decided about a job. */
    public record Order(Wanted wanted, long runNo) {}

    public void insert(JobEntity job) {
        jpa.tx(TransactionType.Required, em -> {
            var state = new JobStateEntity();
            state.id = job.id;
            em.persist(job);
            em.persist(state);
        });
    }

    public Optional<JobEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(JobEntity.class, id)));
    }

    /** The job with its row locked until the transaction ends. */
    public Optional<JobEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** What the job saved last, encrypted; from now on only the run of this number may save. */
    public @Nullable String takeState(String id, long runNo) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var state = em.find(JobStateEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            state.runNo = runNo;
            return state.stateCipher;
        });
    }

    /** Saves where to go on. {@code false} when another run has taken the job. */
    public boolean saveState(String id, long runNo, String cipher) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_job_state SET state_cipher = ? WHERE id = ? AND run_no = ?")
                                .setParameter(1, cipher)
                                .setParameter(2, id)
                                .setParameter(3, runNo)
                                .executeUpdate()
                        == 1);
    }

    public void progress(String id, long runNo, long done, long total, double rate) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery(
                                "UPDATE core_job SET done = ?, total = ?, rate = ? WHERE id = ? AND run_no = ?")
                        .setParameter(1, done)
                        .setParameter(2, total)
                        .setParameter(3, rate)
                        .setParameter(4, id)
                        .setParameter(5, runNo)
                        .executeUpdate());
    }

    /** What is wanted of these jobs, as any node may have said. */
    public Map<String, Order> orders(Collection<String> ids) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.select("id, wanted, run_no FROM core_job")
                                .whereIn("id", ids)
                                .rows(em))
                .stream()
                .collect(Collectors.toMap(
                        row -> (String) row[0],
                        row -> new Order(Wanted.valueOf((String) row[1]), ((Number) row[2]).longValue())));
    }

    /** One row more than the page has, newest first. */
    public List<JobEntity> list(Visibility visibility, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var query = Sql.select("* FROM core_job");
            if (!visibility.all()) {
                query.whereIn("owner_id", visibility.owners());
            }
            return query.page("id", true, page).entities(em, JobEntity.class);
        });
    }

    /** Removes the jobs that ended before this instant. */
    public int removeEnded(Instant before) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var ids = Sql.select("id FROM core_job")
                    .where("finished_at < ?", Timestamp.from(before))
                    .whereIn("state", List.of(JobState.DONE.name(), JobState.FAILED.name(), JobState.CANCELLED.name()))
                    .first(200)
                    .values(em, String.class);
            for (var id : ids) {
                for (var statement :
                        new String[] {"DELETE FROM core_job_state WHERE id = ?", "DELETE FROM core_job WHERE id = ?"}) {
                    em.createNativeQuery(statement).setParameter(1, id).executeUpdate();
                }
            }
            return ids.size();
        });
    }

    /** Has the scheduler run the job at this instant, also when it holds it at the moment. */
    public void schedule(String id, Instant at) {
        jpa.tx(TransactionType.Required, em -> {
            var time = Timestamp.from(at);
            var there = em.createNativeQuery("UPDATE core_job_schedule SET picked = FALSE, picked_by = NULL,"
                            + " last_heartbeat = NULL, execution_time = ?, version = version + 1"
                            + " WHERE task_name = ? AND task_instance = ?")
                    .setParameter(1, time)
                    .setParameter(2, TASK)
                    .setParameter(3, id)
                    .executeUpdate();
            if (there == 0) {
                em.createNativeQuery("INSERT INTO core_job_schedule (task_name, task_instance, execution_time, picked,"
                                + " version) VALUES (?, ?, ?, FALSE, 1)")
                        .setParameter(1, TASK)
                        .setParameter(2, id)
                        .setParameter(3, time)
                        .executeUpdate();
            }
        });
    }

    /** Has the scheduler forget the job. */
    public void unschedule(String id) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_job_schedule WHERE task_name = ? AND task_instance = ?")
                        .setParameter(1, TASK)
                        .setParameter(2, id)
                        .executeUpdate());
    }

    /** Gives back what a node held when it died. */
    public int release(String node) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_job_schedule SET picked = FALSE, picked_by = NULL,"
                                + " last_heartbeat = NULL, version = version + 1 WHERE picked = TRUE AND picked_by = ?")
                        .setParameter(1, node)
                        .executeUpdate());
    }
}
