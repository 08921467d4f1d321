package org.kithwork.archives.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kithwork.archives.internal.FollowUpId;
import org.kithwork.customer.CustomerId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides which values are asked for next, and that no person gets more of them for a day than there are places. */
@Component(service = QualityTaskStore.class)
public final class QualityTaskStore {

    private static final int LISTS = 10_000;
    private static final String[] SLOT = {"slot_key", "day"};
    private static final String[] RUN = {"id", "target", "progress", "finished"};

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public QualityTaskStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** A value that is to be confirmed. */
    public record Due(String id, CustomerId customer, String field) {}

    /** How far something came that is done by itself. */
    public record Run(String target, String progress, boolean finished) {}

    /** The lists on which a value is due and no task is open for it. */
    public Set<String> lists(Instant now) {
        return unit.in(em -> new TreeSet<>(Sql.select(
                        "DISTINCT f.bucket FROM archives_quality_field f " + Sql.byIndex("archives_quality_field_due"))
                .where("f.bucket IS NOT NULL")
                .where("f.due_key < ?", TimeKey.start(now))
                .where("f.task_id IS NULL")
                .first(LISTS)
                .values(em, String.class)));
    }

    /** The values of a list that have been due the longest and for which no task is open. */
    public List<Due> due(String list, Instant now, int limit) {
        return unit.in(em -> Sql.select(
                        "f.id, f.due_key FROM archives_quality_field f " + Sql.byIndex("archives_quality_field_due"))
                .where("f.bucket = ?", list)
                .where("f.due_key < ?", TimeKey.start(now))
                .where("f.task_id IS NULL")
                .orderBy("f.due_key, f.id")
                .first(limit)
                .rows(em)
                .stream()
                .map(row -> due((String) row[0]))
                .toList());
    }

    private static Due due(String id) {
        var colon = id.indexOf(':');
        return new Due(id, new CustomerId(id.substring(0, colon)), id.substring(colon + 1));
    }

    /** How many tasks of this kind are open for the person. */
    public int open(String owner) {
        return unit.in(
                em -> Sql.select("COUNT(*) FROM archives_quality_field f " + Sql.byIndex("archives_quality_field_task"))
                        .where("f.task_owner = ?", owner)
                        .values(em, Number.class)
                        .get(0)
                        .intValue());
    }

    /** Takes one of the places that the person has for the day; empty where all are taken. */
    public Optional<String> takePlace(String owner, LocalDate day, int places) {
        return unit.in(em -> {
            for (int place = 1; place <= places; place++) {
                var key = owner + ":" + day + ":" + place;
                if (dialect.insertIfAbsent(em, "archives_quality_slot", SLOT, key, day.toString())) {
                    return Optional.of(key);
                }
            }
            return Optional.empty();
        });
    }

    public void freePlace(String place) {
        unit.in(em -> Sql.update(em, "DELETE FROM archives_quality_slot WHERE slot_key = ?", place));
    }

    /** Whether the value is still due on this list and nobody is asked for it yet; from now on the task is. */
    public boolean claim(Due due, String list, FollowUpId task, String owner, Instant now) {
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE archives_quality_field SET task_id = ?, task_owner = ?"
                                + " WHERE id = ? AND bucket = ? AND task_id IS NULL AND due_key < ?",
                        task.value(),
                        owner,
                        due.id(),
                        list,
                        TimeKey.start(now))
                == 1);
    }

    /** The task of a field, if one is open; from now on none is. */
    public Optional<FollowUpId> release(CustomerId customer, String field) {
        return unit.in(em -> {
            var id = customer.value() + ":" + field;
            var task = Sql.select("task_id FROM archives_quality_field")
                    .where("id = ?", id)
                    .where("task_id IS NOT NULL")
                    .values(em, String.class)
                    .stream()
                    .findFirst();
            task.ifPresent(open -> Sql.update(
                    em,
                    "UPDATE archives_quality_field SET task_id = NULL, task_owner = NULL WHERE id = ? AND task_id = ?",
                    id,
                    open));
            return task.map(FollowUpId::new);
        });
    }

    /** Asks no more for this value before that moment, whose task was ended without a confirmation. */
    public void putOff(List<Due> due, Instant until) {
        unit.in(em -> {
            for (var value : due) {
                em.createNativeQuery("UPDATE archives_quality_field SET task_id = NULL, task_owner = NULL,"
                                + " ask_after = ?, due_key = ? WHERE id = ?")
                        .setParameter(1, java.sql.Timestamp.from(until))
                        .setParameter(2, TimeKey.of(until, value.customer().value()))
                        .setParameter(3, value.id())
                        .executeUpdate();
            }
            return due.size();
        });
    }

    /** Some whose task was done or given up, or is there no more. */
    public List<Due> ended(int limit) {
        return unit.in(em -> Sql.select(
                        "f.id FROM archives_quality_field f" + " LEFT JOIN archives_follow_up u ON u.id = f.task_id")
                .where("f.task_owner IS NOT NULL")
                .where("(u.id IS NULL OR u.state IN ('DONE', 'CANCELLED'))")
                .first(limit)
                .values(em, String.class)
                .stream()
                .map(QualityTaskStore::due)
                .toList());
    }

    /** Removes the places of days before this one. */
    public void forgetPlaces(LocalDate before) {
        unit.in(em -> Sql.update(em, "DELETE FROM archives_quality_slot WHERE day < ?", before.toString()));
    }

    public Optional<Run> run(String id) {
        return unit.in(em ->
                Sql.select("r.target, r.progress, r.finished FROM archives_quality_run r")
                        .where("r.id = ?", id)
                        .rows(em)
                        .stream()
                        .map(row -> new Run((String) row[0], (String) row[1], Boolean.TRUE.equals(row[2])))
                        .findFirst());
    }

    public void keepRun(String id, Run run) {
        unit.in(em -> {
            if (!dialect.insertIfAbsent(
                    em, "archives_quality_run", RUN, id, run.target(), run.progress(), run.finished())) {
                Sql.update(
                        em,
                        "UPDATE archives_quality_run SET target = ?, progress = ?, finished = ? WHERE id = ?",
                        run.target(),
                        run.progress(),
                        run.finished(),
                        id);
            }
            return id;
        });
    }
}
