package org.kithwork.archives.internal.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Term;
import org.kithwork.archives.internal.TermId;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps special terms; their words are sealed. A change is made on terms that {@link #lock} read. */
@Component(service = TermStore.class)
public final class TermStore {

    static final String TABLE = "archives_term";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;

    @Activate
    public TermStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher) {
        this.unit = unit;
        this.cipher = cipher;
    }

    static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("t.customer_id", null, null);
    }

    public Optional<Term> find(TermId id, Visibility visibility) {
        return unit.in(em -> Sql.select("t.* FROM archives_term t")
                .where("t.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, TermEntity.class)
                .stream()
                .findFirst()
                .map(this::term));
    }

    /**
     * One row more than the page has, newest first; of all customers where none is named.
     *
     * @param on only terms that hold on this day
     */
    public List<Term> list(
            @Nullable CustomerId customer, @Nullable LocalDate on, Visibility visibility, PageRequest request) {
        var index = customer == null ? "archives_term_sort" : "archives_term_customer";
        var day = on == null ? null : on.toString();
        return unit.in(em -> {
            var keys = Sql.select("t.sort_key FROM archives_term t " + Sql.byIndex(index))
                    .whereIf("t.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("t.valid_from <= ?", day)
                    .whereIf("(t.valid_until IS NULL OR t.valid_until >= ?)", day)
                    .where(visible(visibility))
                    .page("t.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("t.* FROM archives_term t")
                                    .whereIn("t.sort_key", some)
                                    .orderBy("t.sort_key DESC")
                                    .entities(em, TermEntity.class))
                    .stream()
                    .map(this::term)
                    .toList();
        });
    }

    /** The terms, their row locked until the transaction ends. */
    public Optional<Term> lock(TermId id, Visibility visibility) {
        return unit.in(em -> Sql.select("t.id FROM archives_term t")
                .where("t.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(TermEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::term));
    }

    public Term insert(Term term) {
        return unit.in(em -> {
            var row = new TermEntity();
            row.id = term.id().value();
            row.customerId = term.customerId().value();
            row.agreedAt = term.at();
            row.sortKey = TimeKey.of(term.at(), row.id);
            row.createdBy = term.by().id();
            row.createdByName = term.by().name();
            fill(row, term);
            em.persist(row);
            em.flush();
            return term.withVersion(row.version);
        });
    }

    /** Stores what a change may touch. */
    public Term change(Term after) {
        return unit.in(em -> {
            var row = em.find(TermEntity.class, after.id().value());
            fill(row, after);
            em.flush();
            return after.withVersion(row.version);
        });
    }

    private void fill(TermEntity row, Term term) {
        var until = term.validUntil();
        row.textCipher = cipher.seal(TABLE, "text", row.id, "" + term.text());
        row.validFrom = term.validFrom().toString();
        row.validUntil = until == null ? null : until.toString();
    }

    Term term(TermEntity row) {
        return new Term(
                new TermId(row.id),
                row.version,
                new CustomerId(row.customerId),
                cipher.open(TABLE, "text", row.id, row.textCipher),
                LocalDate.parse(row.validFrom),
                row.validUntil == null ? null : LocalDate.parse(row.validUntil),
                row.agreedAt,
                new ActorName(row.createdBy, row.createdByName));
    }
}
