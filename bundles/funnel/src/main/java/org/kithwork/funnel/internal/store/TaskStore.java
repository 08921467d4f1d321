package org.kithwork.funnel.internal.store;

import java.time.LocalDate;
import java.util.List;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.Task;
import org.kithwork.funnel.internal.pipeline.EntryTask;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what is to be done for opportunities since they have entered a stage. */
@Component(service = TaskStore.class)
public final class TaskStore {

    private static final String COLUMNS =
            "t.id, t.stage_id, t.kind, t.subject, t.due_on, t.follow_up_id FROM funnel_task t";

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public TaskStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Notes a task unless the opportunity has had it before. */
    public void insertOnce(OpportunityId opportunity, StageId stage, EntryTask task, LocalDate dueOn) {
        unit.in(em -> dialect.insertIfAbsent(
                em,
                "funnel_task",
                new String[] {"id", "opportunity_id", "stage_id", "kind", "subject", "due_on"},
                opportunity + "." + task.id(),
                opportunity.value(),
                stage.value(),
                task.kind().name(),
                task.subject(),
                dueOn.toString()));
    }

    /** All tasks of an opportunity, the first due first. */
    public List<Task> list(OpportunityId opportunity) {
        return tasks(opportunity, false);
    }

    /** Those of which nothing is planned yet. */
    public List<Task> waiting(OpportunityId opportunity) {
        return tasks(opportunity, true);
    }

    private List<Task> tasks(OpportunityId opportunity, boolean waiting) {
        return unit.in(em -> {
            var sql = Sql.select(COLUMNS).where("t.opportunity_id = ?", opportunity.value());
            if (waiting) {
                sql.where("t.follow_up_id IS NULL");
            }
            return sql.orderBy("t.due_on, t.id").rows(em).stream()
                    .map(row -> new Task(
                            (String) row[0],
                            new StageId((String) row[1]),
                            EntryTask.Kind.valueOf((String) row[2]),
                            (String) row[3],
                            LocalDate.parse((String) row[4]),
                            (String) row[5]))
                    .toList();
        });
    }

    /** Notes the follow-up that was planned of a task. */
    public void planned(String task, String followUp) {
        unit.run(em -> Sql.update(em, "UPDATE funnel_task SET follow_up_id = ? WHERE id = ?", followUp, task));
    }
}
