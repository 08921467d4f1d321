package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.kithwork.importing.FileImport;
import org.kithwork.intake.internal.feed.FeedFile;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which files were taken from the folders of feeds, and what became of them. */
@Component(service = FeedFileStore.class)
public final class FeedFileStore {

    private final IntakeUnit unit;

    @Activate
    public FeedFileStore(@Reference IntakeUnit unit) {
        this.unit = unit;
    }

    /** One row more than the page has, newest first. */
    public List<FeedFile> list(FeedId feed, PageRequest request) {
        return unit.in(em -> {
            var keys = Sql.select("b.id FROM intake_feed_file b " + Sql.byIndex("intake_feed_file_list"))
                    .where("b.feed_id = ?", feed.value())
                    .page("b.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("b.* FROM intake_feed_file b")
                                    .whereIn("b.id", some)
                                    .orderBy("b.id DESC")
                                    .entities(em, FileEntity.class))
                    .stream()
                    .map(FeedFileStore::file)
                    .toList();
        });
    }

    /** How many there are of a feed, by state. */
    public Map<FeedFile.State, Long> counts(FeedId feed) {
        return unit.in(em -> Sql.select("b.state, COUNT(*) FROM intake_feed_file b")
                .where("b.feed_id = ?", feed.value())
                .groupBy("b.state")
                .rows(em)
                .stream()
                .collect(Collectors.toMap(
                        row -> FeedFile.State.valueOf((String) row[0]), row -> ((Number) row[1]).longValue())));
    }

    /** Removes all of a feed. */
    public void removeOf(FeedId feed) {
        unit.in(em -> Sql.update(em, "DELETE FROM intake_feed_file WHERE feed_id = ?", feed.value()));
    }

    public Optional<FeedFile> find(FeedId feed, String name) {
        return unit.in(em -> Sql.select("b.* FROM intake_feed_file b")
                .where("b.feed_id = ?", feed.value())
                .where("b.name = ?", name)
                .entities(em, FileEntity.class)
                .stream()
                .findFirst()
                .map(FeedFileStore::file));
    }

    public void insert(FeedFile file) {
        unit.in(em -> {
            var row = new FileEntity();
            row.id = file.id();
            row.feedId = file.feedId().value();
            row.name = file.name();
            row.state = file.state();
            row.takenAt = file.takenAt();
            em.persist(row);
            em.flush();
            return row;
        });
    }

    public void began(String file, String importId) {
        unit.in(em -> {
            var row = em.find(FileEntity.class, file);
            row.state = FeedFile.State.TAKEN;
            row.nextAt = null;
            row.importId = importId;
            row.problem = null;
            em.flush();
            return row;
        });
    }

    /** Notes why it still waits. */
    public void note(String file, String problem) {
        unit.in(em -> {
            var row = em.find(FileEntity.class, file);
            row.problem = problem;
            em.flush();
            return row;
        });
    }

    /** Keeps it to be tried again. */
    public void postpone(String file, FileImport found, Instant next) {
        unit.in(em -> {
            var row = em.find(FileEntity.class, file);
            row.state = FeedFile.State.WAITING;
            row.attempts++;
            row.nextAt = next;
            count(row, found);
            em.flush();
            return row;
        });
    }

    private static void count(FileEntity row, FileImport found) {
        // What an earlier try of the same file did is unchanged in this one.
        row.unchanged = Math.max(0, found.unchanged() + found.skipped() - row.created - row.updated);
        row.created += found.created();
        row.updated += found.updated();
        row.refused = found.errors() + found.review();
    }

    public void end(String file, FeedFile.State state, String problem, FileImport found, Instant now) {
        unit.in(em -> {
            var row = em.find(FileEntity.class, file);
            row.state = state;
            row.problem = problem.isEmpty() ? null : problem;
            count(row, found);
            row.nextAt = null;
            row.endedAt = now;
            em.flush();
            return row;
        });
    }

    /** Forgets some of the files that ended before then; they lie where they were put. */
    public void removeBefore(Instant before, int limit) {
        unit.in(em -> {
            var ids = Sql.select("b.id FROM intake_feed_file b " + Sql.byIndex("intake_feed_file_age"))
                    .where("b.ended_at < ?", Timestamp.from(before))
                    .first(limit)
                    .values(em, String.class);
            ids.forEach(id -> remove(em, id));
            return ids.size();
        });
    }

    private static void remove(EntityManager em, String id) {
        em.createNativeQuery("DELETE FROM intake_feed_file WHERE id = ?")
                .setParameter(1, id)
                .executeUpdate();
    }

    private static FeedFile file(FileEntity row) {
        return new FeedFile(
                row.id,
                new FeedId(row.feedId),
                row.name,
                row.state,
                row.importId,
                row.problem,
                row.created,
                row.updated,
                row.unchanged,
                row.refused,
                row.attempts,
                row.nextAt,
                row.takenAt,
                row.endedAt);
    }
}
