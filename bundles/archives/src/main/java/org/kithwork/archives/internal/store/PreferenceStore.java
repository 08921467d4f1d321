package org.kithwork.archives.internal.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kithwork.archives.internal.Evidence;
import org.kithwork.archives.internal.Preference;
import org.kithwork.archives.internal.PreferenceId;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps preferences, what was said before included; their values are sealed. */
@Component(service = PreferenceStore.class)
public final class PreferenceStore {

    static final String TABLE = "archives_preference";

    private static final int MOST = 500;

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public PreferenceStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** All that was written down of the customer, newest first, at most the last 500. */
    public List<Preference> all(CustomerId customer, Visibility visibility) {
        return unit.in(em -> Sql.select("p.* FROM archives_preference p " + Sql.byIndex("archives_preference_customer"))
                .where("p.customer_id = ?", customer.value())
                .where(visible(visibility))
                .orderBy("p.sort_key DESC")
                .first(MOST)
                .entities(em, PreferenceEntity.class)
                .stream()
                .map(this::preference)
                .toList());
    }

    public Optional<Preference> find(PreferenceId id, Visibility visibility) {
        return unit.in(em -> Sql.select("p.* FROM archives_preference p")
                .where("p.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, PreferenceEntity.class)
                .stream()
                .findFirst()
                .map(this::preference));
    }

    private static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("p.customer_id", null, null);
    }

    public void insert(PreferenceId id, Preference preference, Actor by) {
        unit.in(em -> {
            var row = new PreferenceEntity();
            row.id = id.value();
            row.customerId = preference.customerId().value();
            row.prefKey = preference.key();
            row.source = preference.source();
            row.contentCipher = cipher.seal(TABLE, "content", row.id, "" + preference.value());
            row.confidence = preference.confidence();
            row.evidenceKind = preference.evidence().kind();
            row.evidence = String.join(",", preference.evidence().ids());
            row.notedAt = preference.at();
            row.sortKey = TimeKey.of(preference.at(), row.id);
            row.expiresAt = preference.expiresAt();
            row.createdAt = clock.instant();
            row.createdBy = by.id();
            row.createdByName = by.name();
            em.persist(row);
            em.flush();
            return row;
        });
    }

    /** Removes all that was written down of the customer under the key. */
    public void delete(CustomerId customer, String key) {
        unit.in(em -> em.createNativeQuery("DELETE FROM archives_preference WHERE customer_id = ? AND pref_key = ?")
                .setParameter(1, customer.value())
                .setParameter(2, key)
                .executeUpdate());
    }

    Preference preference(PreferenceEntity row) {
        var ids = row.evidence == null || row.evidence.isEmpty()
                ? List.<String>of()
                : List.of(row.evidence.split(",", -1));
        return new Preference(
                new PreferenceId(row.id),
                new CustomerId(row.customerId),
                row.prefKey,
                cipher.open(TABLE, "content", row.id, row.contentCipher),
                row.source,
                PurchaseRows.decimal(row.confidence).stripTrailingZeros(),
                Evidence.of(row.evidenceKind, ids, row.notedAt),
                row.notedAt,
                row.expiresAt,
                new ActorName(row.createdBy, row.createdByName));
    }
}
