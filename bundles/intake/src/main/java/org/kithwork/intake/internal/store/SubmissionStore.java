package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.intake.internal.FormId;
import org.kithwork.intake.internal.Secrets;
import org.kithwork.intake.internal.Submission;
import org.kithwork.intake.internal.Submission.Delivery;
import org.kithwork.intake.internal.Submission.Doubt;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.SubmissionId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what was sent in; what was typed is sealed, and so is the secret of the link. */
@Component(service = SubmissionStore.class)
public final class SubmissionStore {

    public static final String TABLE = "intake_submission";

    private final IntakeUnit unit;
    private final FieldCipher cipher;
    private final Json json;
    private final Dialect dialect;
    private final AccessControl access;

    @Activate
    public SubmissionStore(
            @Reference IntakeUnit unit,
            @Reference FieldCipher cipher,
            @Reference Json json,
            @Reference Dialect dialect,
            @Reference AccessControl access) {
        this.unit = unit;
        this.cipher = cipher;
        this.json = json;
        this.dialect = dialect;
        this.access = access;
    }

    private static Sql.Condition seen(Visibility visibility) {
        return visibility.ofRecord("b.customer_id", null, "b.store_id");
    }

    /**
     * Keeps a new submission, unless one was sent from the same page.
     *
     * @param link the secret of its link; {@code null} for none
     */
    public boolean insert(Submission submission, String stamp, @Nullable String link) {
        return unit.in(em -> {
            var id = submission.id().value();
            var isNew = dialect.insertIfAbsent(
                    em,
                    TABLE,
                    new String[] {"stamp", "id", "version", "form_id", "origin", "state", "language", "received_at"},
                    stamp,
                    id,
                    submission.version(),
                    submission.formId().value(),
                    submission.origin().name(),
                    submission.state().name(),
                    submission.language(),
                    Timestamp.from(submission.receivedAt()));
            if (isNew) {
                fill(em.find(SubmissionEntity.class, id), submission, link);
                em.flush();
            }
            return isNew;
        });
    }

    private void fill(SubmissionEntity row, Submission submission, @Nullable String link) {
        var store = submission.storeId();
        var said = submission.said();
        row.storeId = store == null ? null : store.value();
        var by = submission.takenBy();
        row.takenBy = by == null ? null : by.id();
        row.takenByName = by == null ? null : by.name();
        row.interactionId = submission.interactionId();
        row.delivery = submission.delivery();
        row.answersCipher = said == null ? null : cipher.seal(TABLE, "answers", row.id, json.write(said));
        row.noticeVersion = submission.noticeVersion();
        row.linkExpiresAt = submission.linkExpiresAt();
        if (link != null) {
            row.linkHash = Secrets.hash(link);
            row.linkCipher = cipher.seal(TABLE, "link", row.id, link);
        }
    }

    /** One row more than the page has, newest first. */
    public List<Submission> list(@Nullable State state, Visibility visibility, PageRequest request) {
        return unit.in(em -> {
            var index = state == null ? "intake_submission_list" : "intake_submission_state";
            var keys = Sql.select("b.id FROM intake_submission b " + Sql.byIndex(index))
                    .whereIf("b.state = ?", state == null ? null : state.name())
                    .where(seen(visibility))
                    .page("b.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("b.* FROM intake_submission b")
                                    .whereIn("b.id", some)
                                    .orderBy("b.id DESC")
                                    .entities(em, SubmissionEntity.class))
                    .stream()
                    .map(this::submission)
                    .toList();
        });
    }

    public Optional<Submission> find(SubmissionId id, Visibility visibility) {
        return unit.in(em -> Sql.select("b.* FROM intake_submission b")
                .where("b.id = ?", id.value())
                .where(seen(visibility))
                .entities(em, SubmissionEntity.class)
                .stream()
                .findFirst()
                .map(this::submission));
    }

    public Optional<Submission> byLink(String hash) {
        return unit.in(em -> Sql.select("b.* FROM intake_submission b")
                .where("b.link_hash = ?", hash)
                .entities(em, SubmissionEntity.class)
                .stream()
                .findFirst()
                .map(this::submission));
    }

    /** The submission, its row locked until the transaction ends; asks no scope. */
    public Optional<Submission> lock(SubmissionId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(SubmissionEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                        .map(this::submission));
    }

    /** The secret of its link, as long as it was not used. */
    public Optional<String> link(SubmissionId id) {
        return unit.in(em -> Optional.ofNullable(em.find(SubmissionEntity.class, id.value()))
                .filter(row -> row.linkCipher != null)
                .map(row -> cipher.open(TABLE, "link", row.id, row.linkCipher)));
    }

    /** Counts it as confirmed; {@code false} where it is not waiting for that any more. */
    public boolean confirm(SubmissionId id, Instant now) {
        return unit.in(em -> em.createNativeQuery("UPDATE intake_submission SET state = 'RECEIVED', confirmed_at = ?,"
                                + " link_cipher = NULL, version = version + 1 WHERE id = ? AND state = 'UNCONFIRMED'")
                        .setParameter(1, Timestamp.from(now))
                        .setParameter(2, id.value())
                        .executeUpdate()
                == 1);
    }

    /** Removes some of those that have waited for their link since before then. */
    public void removeUnconfirmed(Instant before, int limit) {
        unit.in(em -> {
            var ids = Sql.select("b.id FROM intake_submission b")
                    .where("b.state = 'UNCONFIRMED'")
                    .where("b.received_at < ?", Timestamp.from(before))
                    .first(limit)
                    .values(em, String.class);
            for (var id : ids) {
                em.createNativeQuery("DELETE FROM intake_submission WHERE id = ? AND state = 'UNCONFIRMED'")
                        .setParameter(1, id)
                        .executeUpdate();
            }
            return ids.size();
        });
    }

    /** Notes what became of the message with its link. */
    public void delivery(SubmissionId id, Delivery delivery) {
        unit.in(em ->
                Sql.update(em, "UPDATE intake_submission SET delivery = ? WHERE id = ?", delivery.name(), id.value()));
    }

    /** Has it wait for a person. */
    public void review(SubmissionId id, Doubt doubt) {
        changed(id, row -> {
            row.state = State.REVIEW;
            row.doubt = doubt;
        });
    }

    public Submission accept(SubmissionId id, CustomerId customer, Instant now) {
        return changed(id, row -> {
            row.state = State.ACCEPTED;
            row.customerId = customer.value();
            decided(row, now);
        });
    }

    /** What was typed is not kept of what is rejected. */
    public Submission reject(SubmissionId id, Instant now) {
        return changed(id, row -> {
            row.state = State.REJECTED;
            row.answersCipher = null;
            decided(row, now);
        });
    }

    private void decided(SubmissionEntity row, Instant now) {
        var actor = access.actor();
        row.decidedAt = now;
        row.decidedBy = actor.id();
        row.decidedByName = actor.name();
    }

    private Submission changed(SubmissionId id, Consumer<SubmissionEntity> change) {
        return unit.in(em -> {
            var row = em.find(SubmissionEntity.class, id.value());
            change.accept(row);
            em.flush();
            return submission(row);
        });
    }

    Submission submission(SubmissionEntity row) {
        return new Submission(
                new SubmissionId(row.id),
                row.version,
                new FormId(row.formId),
                row.origin,
                actor(row.takenBy, row.takenByName),
                row.storeId == null ? null : new StoreId(row.storeId),
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.state,
                row.doubt,
                row.delivery,
                row.answersCipher == null
                        ? null
                        : json.read(cipher.open(TABLE, "answers", row.id, row.answersCipher), Said.class),
                row.noticeVersion,
                row.language,
                row.linkExpiresAt,
                row.receivedAt,
                row.confirmedAt,
                row.decidedAt,
                actor(row.decidedBy, row.decidedByName),
                row.interactionId);
    }

    private static @Nullable ActorName actor(@Nullable String id, @Nullable String name) {
        return id == null ? null : new ActorName(id, name == null ? id : name);
    }

    /** Of one customer, newest first; one row more than the page has. */
    List<SubmissionEntity> of(EntityManager em, CustomerId customer, PageRequest request) {
        return Sql.select("b.* FROM intake_submission b")
                .where("b.customer_id = ?", customer.value())
                .page("b.id", true, request)
                .entities(em, SubmissionEntity.class);
    }
}
