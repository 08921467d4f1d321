package org.kithwork.archives.internal.store;

import java.util.List;
import org.kithwork.archives.internal.PreferenceKey;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the kinds of preference that a company added or changed; those that are as they came have no row. */
@Component(service = PreferenceKeyStore.class)
public final class PreferenceKeyStore {

    private static final String[] COLUMNS = {"code", "version", "title_zh", "title_en", "standing"};

    private static final String RETIRED = "RETIRED";

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public PreferenceKeyStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** By their codes. */
    public List<PreferenceKey> all() {
        return unit.in(em -> Sql.select(
                        "k.code, k.version, k.title_zh, k.title_en, k.standing FROM archives_preference_key k")
                .orderBy("k.code")
                .rows(em)
                .stream()
                .map(row -> new PreferenceKey(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        null,
                        (String) row[2],
                        (String) row[3],
                        RETIRED.equals(row[4])))
                .toList());
    }

    /** Whether it was added; not where the code is taken. */
    public boolean add(PreferenceKey key) {
        return unit.in(em -> dialect.insertIfAbsent(
                em,
                "archives_preference_key",
                COLUMNS,
                key.code(),
                key.version(),
                key.titleZh(),
                key.titleEn(),
                standing(key)));
    }

    /** Whether it was changed; not where somebody changed it since this version. */
    public boolean change(PreferenceKey after, long version) {
        if (version == 0) {
            return add(after);
        }
        return unit.in(em -> em.createNativeQuery("UPDATE archives_preference_key SET version = ?, title_zh = ?,"
                                + " title_en = ?, standing = ? WHERE code = ? AND version = ?")
                        .setParameter(1, after.version())
                        .setParameter(2, after.titleZh())
                        .setParameter(3, after.titleEn())
                        .setParameter(4, standing(after))
                        .setParameter(5, after.code())
                        .setParameter(6, version)
                        .executeUpdate()
                == 1);
    }

    private static String standing(PreferenceKey key) {
        return key.retired() ? RETIRED : "IN_USE";
    }
}
