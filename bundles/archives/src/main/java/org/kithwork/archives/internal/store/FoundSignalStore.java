package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Evidence;
import org.kithwork.archives.internal.FoundSignal;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.archives.internal.Reader;
import org.kithwork.archives.internal.SignalFilter;
import org.kithwork.archives.internal.SignalId;
import org.kithwork.archives.internal.SignalRule;
import org.kithwork.archives.internal.SignalState;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the signals that were found, and on which interactions each stands; a signal goes with the last of these. What
 * staff say of one is sealed.
 */
@Component(service = FoundSignalStore.class)
public final class FoundSignalStore {

    static final String TABLE = "archives_signal";

    private static final String[] COLUMNS = {
        "hit_key",
        "id",
        "version",
        "customer_id",
        "rule_id",
        "rule_name",
        "kind",
        "found_at",
        "sort_key",
        "newest_at",
        "state"
    };

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Dialect dialect;

    @Activate
    public FoundSignalStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Dialect dialect) {
        this.unit = unit;
        this.cipher = cipher;
        this.dialect = dialect;
    }

    private static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("g.customer_id", null, null);
    }

    /** Of when the newest interaction was that a signal of the rule stands on; what is no newer makes no other. */
    public Optional<Instant> newest(CustomerId customer, SignalRule rule) {
        return unit.in(em -> Sql.select("g.newest_at FROM archives_signal g " + Sql.byIndex("archives_signal_customer"))
                .where("g.customer_id = ?", customer.value())
                .where("g.rule_id = ?", rule.id().value())
                .orderBy("g.newest_at DESC")
                .first(1)
                .values(em, Timestamp.class)
                .stream()
                .findFirst()
                .map(Timestamp::toInstant));
    }

    /**
     * Keeps a new signal, unless another one followed the same earlier one meanwhile.
     *
     * @param since {@link #newest}, where there was one
     * @param said what it stands on, newest first
     * @return whether it was kept
     */
    public boolean add(
            SignalId id,
            CustomerId customer,
            SignalRule rule,
            Instant at,
            Optional<Instant> since,
            List<Interaction> said) {
        return unit.in(em -> {
            var added = dialect.insertIfAbsent(
                    em,
                    TABLE,
                    COLUMNS,
                    rule.id() + ":" + customer + ":"
                            + since.map(Instant::toString).orElse(""),
                    id.value(),
                    1L,
                    customer.value(),
                    rule.id().value(),
                    rule.name(),
                    rule.kind().name(),
                    Timestamp.from(at),
                    TimeKey.of(at, id.value()),
                    Timestamp.from(said.get(0).at()),
                    SignalState.OPEN.name());
            if (added) {
                said.forEach(interaction -> Sql.update(
                        em,
                        "INSERT INTO archives_signal_evidence (signal_id, interaction_id) VALUES (?, ?)",
                        id.value(),
                        interaction.id().value()));
            }
            return added;
        });
    }

    public Optional<FoundSignal> find(SignalId id, Visibility visibility) {
        return unit.in(em -> Sql.select("g.* FROM archives_signal g")
                .where("g.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, FoundSignalEntity.class)
                .stream()
                .findFirst()
                .map(this::signal));
    }

    /** One row more than the page has, newest first, as yet without evidence. */
    public List<FoundSignal> list(SignalFilter filter, Visibility visibility, PageRequest request) {
        var customer = filter.customer();
        var kind = filter.kind();
        var state = filter.state();
        return unit.in(em -> {
            var keys = Sql.select("g.sort_key FROM archives_signal g " + Sql.byIndex(index(filter)))
                    .whereIf("g.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("g.kind = ?", kind == null ? null : kind.name())
                    .whereIf("g.state = ?", state == null ? null : state.name())
                    .whereIf("g.decided_by = ?", filter.decidedBy())
                    .where(visible(visibility))
                    .page("g.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("g.* FROM archives_signal g")
                                    .whereIn("g.sort_key", some)
                                    .orderBy("g.sort_key DESC")
                                    .entities(em, FoundSignalEntity.class))
                    .stream()
                    .map(this::signal)
                    .toList();
        });
    }

    private static String index(SignalFilter filter) {
        return filter.customer() != null
                ? "archives_signal_customer"
                : filter.state() != null ? "archives_signal_state" : "archives_signal_sort";
    }

    /** What each of these signals stands on, as far as the reader may read it; those of which he may read nothing are left out. */
    public Map<SignalId, Evidence> evidence(Collection<SignalId> signals, Reader reader) {
        return evidence(signals, InteractionStore.readable(reader));
    }

    private Map<SignalId, Evidence> evidence(Collection<SignalId> signals, Sql.@Nullable Condition readable) {
        return unit.in(em -> {
            var ids = new HashMap<SignalId, List<String>>();
            var last = new HashMap<SignalId, Instant>();
            var found = Sql.inPortions(signals.stream().map(SignalId::value).toList(), some -> {
                var sql = Sql.select("e.signal_id, i.id, i.start_at FROM archives_signal_evidence e"
                                + " JOIN archives_interaction i ON i.id = e.interaction_id")
                        .whereIn("e.signal_id", some);
                return (readable == null ? sql : sql.where(readable))
                        .orderBy("i.sort_key DESC")
                        .rows(em);
            });
            for (var row : found) {
                var signal = new SignalId((String) row[0]);
                ids.computeIfAbsent(signal, id -> new ArrayList<>()).add((String) row[1]);
                last.putIfAbsent(signal, ((Timestamp) row[2]).toInstant());
            }
            var evidence = new HashMap<SignalId, Evidence>();
            ids.forEach((signal, some) -> evidence.put(signal, Evidence.ofInteractions(some, last.get(signal))));
            return evidence;
        });
    }

    /** The signal, its row locked until the transaction ends. */
    public Optional<FoundSignal> lock(SignalId id, Visibility visibility) {
        return unit.in(em -> Sql.select("g.id FROM archives_signal g")
                .where("g.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(FoundSignalEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::signal));
    }

    /** Stores what became of a signal that {@link #lock} read. */
    public FoundSignal change(FoundSignal after) {
        return unit.in(em -> {
            var row = em.find(FoundSignalEntity.class, after.id().value());
            var by = after.decidedBy();
            row.state = after.state();
            row.decidedBy = by == null ? null : by.id();
            row.decidedByName = by == null ? null : by.name();
            row.decidedAt = after.decidedAt();
            row.noteCipher = after.note() == null ? null : cipher.seal(TABLE, "note", row.id, after.note());
            em.flush();
            return after.withVersion(row.version);
        });
    }

    /** The interaction is no evidence any more. Removes the signals that stood on nothing else, and gives their ids. */
    public List<SignalId> forget(InteractionId interaction) {
        return unit.in(em -> forget(em, interaction.value()));
    }

    static List<SignalId> forget(EntityManager em, String interaction) {
        var signals = Sql.select("e.signal_id FROM archives_signal_evidence e")
                .where("e.interaction_id = ?", interaction)
                .values(em, String.class);
        Sql.update(em, "DELETE FROM archives_signal_evidence WHERE interaction_id = ?", interaction);
        return signals.stream()
                .filter(signal -> hasGone(em, signal))
                .map(SignalId::new)
                .toList();
    }

    /** Whether nothing is left of what the signal stood on; then it is gone, with what the timeline tells of it. */
    private static boolean hasGone(EntityManager em, String signal) {
        var gone = Sql.update(
                        em,
                        "DELETE FROM archives_signal WHERE id = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM archives_signal_evidence e WHERE e.signal_id = archives_signal.id)",
                        signal)
                == 1;
        if (gone) {
            Sql.update(em, "DELETE FROM archives_timeline WHERE subject_id = ?", signal);
        }
        return gone;
    }

    /** Two customers are two again: what one of them said is no evidence on the other. */
    public void separate(CustomerId one, CustomerId other) {
        unit.in(em -> {
            forgetOf(em, one, other);
            forgetOf(em, other, one);
            return one;
        });
    }

    private static void forgetOf(EntityManager em, CustomerId customer, CustomerId other) {
        Sql.select("e.signal_id, e.interaction_id FROM archives_signal g"
                        + " JOIN archives_signal_evidence e ON e.signal_id = g.id"
                        + " JOIN archives_interaction i ON i.id = e.interaction_id")
                .where("g.customer_id = ?", customer.value())
                .where("i.customer_id = ?", other.value())
                .rows(em)
                .forEach(row -> {
                    Sql.update(
                            em,
                            "DELETE FROM archives_signal_evidence WHERE signal_id = ? AND interaction_id = ?",
                            row[0],
                            row[1]);
                    hasGone(em, (String) row[0]);
                });
    }

    /** With all that they stand on. */
    List<FoundSignal> whole(List<FoundSignalEntity> rows) {
        var signals = rows.stream().map(this::signal).toList();
        var evidence = evidence(signals.stream().map(FoundSignal::id).toList(), (Sql.Condition) null);
        return signals.stream()
                .map(signal -> signal.on(evidence.getOrDefault(signal.id(), signal.evidence())))
                .toList();
    }

    private FoundSignal signal(FoundSignalEntity row) {
        return new FoundSignal(
                new SignalId(row.id),
                row.version,
                new CustomerId(row.customerId),
                row.kind,
                row.ruleName,
                row.foundAt,
                Evidence.ofInteractions(List.of(), null),
                row.state,
                row.decidedBy == null ? null : new ActorName(row.decidedBy, row.decidedByName),
                row.decidedAt,
                row.noteCipher == null ? null : cipher.open(TABLE, "note", row.id, row.noteCipher));
    }
}
