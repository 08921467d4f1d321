package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityRule;
import org.kithwork.archives.internal.QualitySettings;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules and settings of quality that a company changed; those that are as they came have no row. */
@Component(service = QualityRuleStore.class)
public final class QualityRuleStore {

    private static final String ALL = "ALL";
    private static final String[] RULE = {"field", "version", "weight", "max_age_days", "how_checked", "review_on"};
    private static final String[] SETTINGS = {
        "id", "version", "tasks_a_day", "target_freshness", "target_completeness", "target_duplicates"
    };

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public QualityRuleStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** What a company says of a field. */
    public record Said(
            String field,
            long version,
            BigDecimal weight,
            @Nullable Integer maxAgeDays,
            @Nullable String check,
            @Nullable LocalDate reviewOn) {}

    public List<Said> rules() {
        return unit.in(em -> Sql.select("r.field, r.version, r.weight, r.max_age_days, r.how_checked, r.review_on"
                        + " FROM archives_quality_rule r")
                .orderBy("r.field")
                .rows(em)
                .stream()
                .map(row -> new Said(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        PurchaseRows.decimal(row[2]),
                        days(((Number) row[3]).intValue()),
                        text((String) row[4]),
                        ((String) row[5]).isEmpty() ? null : LocalDate.parse((String) row[5])))
                .toList());
    }

    /** Whether it was stored; not where somebody changed it since this version. */
    public boolean change(QualityRule after, long version) {
        var reviewOn = after.reviewOn();
        var review = reviewOn == null ? "" : reviewOn.toString();
        var days = Objects.requireNonNullElse(after.maxAgeDays(), 0);
        var check = Objects.requireNonNullElse(after.check(), "");
        if (version == 0) {
            return unit.in(em -> dialect.insertIfAbsent(
                    em,
                    "archives_quality_rule",
                    RULE,
                    after.field(),
                    after.version(),
                    after.weight(),
                    days,
                    check,
                    review));
        }
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE archives_quality_rule SET version = ?, weight = ?, max_age_days = ?,"
                                + " how_checked = ?, review_on = ?"
                                + " WHERE field = ? AND version = ?",
                        after.version(),
                        after.weight(),
                        days,
                        check,
                        review,
                        after.field(),
                        version)
                == 1);
    }

    public Optional<QualitySettings> settings() {
        return unit.in(em -> Sql.select("s.version, s.tasks_a_day, s.target_freshness, s.target_completeness,"
                        + " s.target_duplicates FROM archives_quality_settings s")
                .where("s.id = ?", ALL)
                .rows(em)
                .stream()
                .map(row -> new QualitySettings(
                        ((Number) row[0]).longValue(),
                        ((Number) row[1]).intValue(),
                        PurchaseRows.decimal(row[2]),
                        PurchaseRows.decimal(row[3]),
                        PurchaseRows.decimal(row[4])))
                .findFirst());
    }

    /** Whether they were stored; not where somebody changed them since this version. */
    public boolean change(QualitySettings after, long version) {
        if (version == 0) {
            return unit.in(em -> dialect.insertIfAbsent(
                    em,
                    "archives_quality_settings",
                    SETTINGS,
                    ALL,
                    after.version(),
                    after.tasksPerDay(),
                    after.freshnessTarget(),
                    after.completenessTarget(),
                    after.duplicatesTarget()));
        }
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE archives_quality_settings SET version = ?, tasks_a_day = ?, target_freshness = ?,"
                                + " target_completeness = ?, target_duplicates = ? WHERE id = ? AND version = ?",
                        after.version(),
                        after.tasksPerDay(),
                        after.freshnessTarget(),
                        after.completenessTarget(),
                        after.duplicatesTarget(),
                        ALL,
                        version)
                == 1);
    }

    private static @Nullable Integer days(int kept) {
        return kept == 0 ? null : kept;
    }

    private static @Nullable String text(String kept) {
        return kept.isEmpty() ? null : kept;
    }
}
