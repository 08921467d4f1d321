package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.QualityRuleStore;
import org.kithwork.customer.CustomerKind;
import org.kithwork.event.Trail;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.Fields;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is expected of each field of customers, and how much may be asked of people for it. */
@Component(service = QualityRules.class)
public final class QualityRules {

    private static final String CUSTOMERS = "core:customer";
    private static final int LONGEST_CHECK = 500;
    private static final int MOST_DAYS = 3650;
    private static final int MOST_TASKS = 50;
    private static final BigDecimal MOST_WEIGHT = new BigDecimal(1000);
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int DECIMALS = 3;

    private static final List<CustomerKind> EVERYBODY = List.of(CustomerKind.values());
    private static final List<CustomerKind> PERSONS = List.of(CustomerKind.PERSON);

    private static final List<QualityRule> READY = List.of(
            ready("name", 3, null, EVERYBODY),
            ready("phone", 3, 365, EVERYBODY),
            ready("email", 2, 365, EVERYBODY),
            ready("address", 2, 730, EVERYBODY),
            ready("wechat", 0, null, EVERYBODY),
            ready("birth", 1, null, PERSONS),
            ready("sex", 0, null, PERSONS),
            ready("occupation", 0, null, PERSONS),
            ready("company", 0, null, EVERYBODY),
            ready("district", 0, null, EVERYBODY));

    private final AccessControl access;
    private final Transactions transactions;
    private final QualityRuleStore store;
    private final Fields fields;
    private final Trail trail;

    @Activate
    public QualityRules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference QualityRuleStore store,
            @Reference Fields fields,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.fields = fields;
        this.trail = trail;
    }

    private static QualityRule ready(String field, int weight, @Nullable Integer days, List<CustomerKind> kinds) {
        var title = Message.of(QualityRules.class, "value.member." + field);
        return new QualityRule(
                field,
                0,
                title.text(Locale.SIMPLIFIED_CHINESE),
                title.text(Locale.ENGLISH),
                new BigDecimal(weight),
                days,
                null,
                null,
                kinds);
    }

    /** The rules of all fields, those of the company behind the others. */
    public List<QualityRule> list() {
        access.require(ArchivesPermissions.QUALITY_RULE_VIEW);
        return all();
    }

    List<QualityRule> all() {
        var said = new HashMap<String, QualityRuleStore.Said>();
        store.rules().forEach(rule -> said.put(rule.field(), rule));
        var rules = new ArrayList<QualityRule>();
        READY.forEach(rule -> rules.add(as(rule, said.get(rule.field()))));
        for (var field : fields.definitions(CUSTOMERS, FieldAccess.MASK)) {
            rules.add(as(own(field), said.get(field.member())));
        }
        return rules;
    }

    /** The rules whose day to be looked at again has come. */
    List<QualityRule> reviewsDue(LocalDate today) {
        return all().stream().filter(rule -> rule.isReviewDue(today)).toList();
    }

    private static QualityRule own(FieldDefinition field) {
        var kinds = EVERYBODY.stream().filter(kind -> field.isFor(kind.name())).toList();
        return new QualityRule(
                field.member(), 0, field.title().zh(), field.title().en(), BigDecimal.ZERO, null, null, null, kinds);
    }

    private static QualityRule as(QualityRule rule, QualityRuleStore.@Nullable Said said) {
        return said == null
                ? rule
                : with(rule, said.version(), said.weight(), said.maxAgeDays(), said.check(), said.reviewOn());
    }

    private static QualityRule with(
            QualityRule rule,
            long version,
            BigDecimal weight,
            @Nullable Integer days,
            @Nullable String check,
            @Nullable LocalDate reviewOn) {
        return new QualityRule(
                rule.field(),
                version,
                rule.titleZh(),
                rule.titleEn(),
                QualityFigures.plain(weight),
                days,
                check,
                reviewOn,
                rule.kinds());
    }

    /** Changes the members of a field's rule that the patch names. */
    public QualityRule change(String field, long version, Patch patch) {
        access.require(ArchivesPermissions.QUALITY_RULE_EDIT);
        patch.allow(QualityRuleChange.class);
        return transactions.call(() -> {
            var before = all().stream()
                    .filter(rule -> rule.field().equals(field))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound(Message.of(QualityRules.class, "thing.quality-rule")));
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = read(before, patch);
            if (!store.change(after, version)) {
                throw Problem.stale();
            }
            trail.audited("archives.quality-rule.changed", null, field, figures(after), null);
            return after;
        });
    }

    private static QualityRule read(QualityRule before, Patch patch) {
        var faults = new Faults();
        var weight =
                patch.has("weight") ? figure(faults, "/weight", patch.text("weight"), MOST_WEIGHT) : before.weight();
        var days = before.maxAgeDays();
        if (patch.has("maxAgeDays")) {
            days = patch.value("maxAgeDays", Integer.class);
            if (days != null && (days < 1 || days > MOST_DAYS)) {
                faults.add("/maxAgeDays", Said.message("number-between", 1, MOST_DAYS));
            }
        }
        var check =
                patch.has("check") ? faults.optionalText("/check", patch.text("check"), LONGEST_CHECK) : before.check();
        var reviewOn = patch.has("reviewOn") ? faults.day("/reviewOn", patch.text("reviewOn")) : before.reviewOn();
        faults.check();
        return with(before, before.version() + 1, weight, days, check, reviewOn);
    }

    private static BigDecimal figure(Faults faults, String pointer, @Nullable String said, BigDecimal most) {
        if (said == null) {
            faults.add(pointer, "required");
            return BigDecimal.ZERO;
        }
        var figure = faults.decimal(pointer, said);
        if (figure == null) {
            return BigDecimal.ZERO;
        }
        if (figure.signum() < 0 || figure.compareTo(most) > 0 || figure.scale() > DECIMALS) {
            faults.add(pointer, Said.message("figure-range", 0, most, DECIMALS));
            return BigDecimal.ZERO;
        }
        return figure;
    }

    private static Map<String, Object> figures(QualityRule rule) {
        var figures = new HashMap<String, Object>();
        figures.put("weight", rule.weight().toPlainString());
        var days = rule.maxAgeDays();
        if (days != null) {
            figures.put("maxAgeDays", days);
        }
        return figures;
    }

    /** What holds for all of it. */
    public QualitySettings settings() {
        access.require(ArchivesPermissions.QUALITY_RULE_VIEW);
        return set();
    }

    QualitySettings set() {
        return store.settings().orElse(QualitySettings.AS_THEY_CAME);
    }

    public QualitySettings changeSettings(long version, Patch patch) {
        access.require(ArchivesPermissions.QUALITY_RULE_EDIT);
        patch.allow(QualitySettingsChange.class);
        return transactions.call(() -> {
            var before = set();
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = read(before, patch);
            if (!store.change(after, version)) {
                throw Problem.stale();
            }
            trail.audited(
                    "archives.quality-settings.changed",
                    null,
                    "quality",
                    Map.of(
                            "tasksPerDay", after.tasksPerDay(),
                            "freshnessTarget", after.freshnessTarget().toPlainString(),
                            "completenessTarget", after.completenessTarget().toPlainString(),
                            "duplicatesTarget", after.duplicatesTarget().toPlainString()),
                    null);
            return after;
        });
    }

    private static QualitySettings read(QualitySettings before, Patch patch) {
        var faults = new Faults();
        Integer tasks = before.tasksPerDay();
        if (patch.has("tasksPerDay")) {
            tasks = patch.value("tasksPerDay", Integer.class);
            if (tasks == null || tasks < 0 || tasks > MOST_TASKS) {
                faults.add("/tasksPerDay", Said.message("number-between", 0, MOST_TASKS));
            }
        }
        var freshness = target(faults, patch, "freshnessTarget", before.freshnessTarget());
        var completeness = target(faults, patch, "completenessTarget", before.completenessTarget());
        var duplicates = target(faults, patch, "duplicatesTarget", before.duplicatesTarget());
        faults.check();
        return new QualitySettings(
                before.version() + 1, tasks == null ? 0 : tasks, freshness, completeness, duplicates);
    }

    private static BigDecimal target(Faults faults, Patch patch, String member, BigDecimal before) {
        return patch.has(member) ? figure(faults, "/" + member, patch.text(member), HUNDRED) : before;
    }
}
