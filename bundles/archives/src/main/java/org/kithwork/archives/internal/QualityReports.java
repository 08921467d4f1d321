package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityReport.Measure;
import org.kithwork.archives.internal.QualityReport.Process;
import org.kithwork.archives.internal.QualityReport.Quarter;
import org.kithwork.archives.internal.store.QualityReportStore;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.DuplicateFigures;
import org.kithwork.customer.MemberEditors;
import org.kithwork.disclosure.SmallCells;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the quality of all data once a night and tells it by quarters, in figures that name nobody. */
@Component(service = QualityReports.class)
public final class QualityReports {

    private static final int QUARTERS = 8;

    private final AccessControl access;
    private final QualityReportStore store;
    private final QualityRules rules;
    private final DuplicateFigures duplicates;
    private final MemberEditors editors;
    private final Company company;
    private final Stores stores;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public QualityReports(
            @Reference AccessControl access,
            @Reference QualityReportStore store,
            @Reference QualityRules rules,
            @Reference DuplicateFigures duplicates,
            @Reference MemberEditors editors,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.rules = rules;
        this.duplicates = duplicates;
        this.editors = editors;
        this.company = company;
        this.stores = stores;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Counts anew for the quarter of today; what was counted last in a quarter stays its figures. */
    void take() {
        transactions.run(() -> store.keep(new QualityQuarter(
                QualityQuarter.of(today()),
                today(),
                duplicates.customersInDoubt(),
                rules.set(),
                store.count(clock.instant()))));
    }

    private LocalDate today() {
        return clock.instant().atZone(company.zone()).toLocalDate();
    }

    /** The last eight quarters and what holds for the fields now. */
    public QualityReport report(Locale locale) {
        access.require(ArchivesPermissions.QUALITY_REPORT_VIEW);
        return new QualityReport(
                store.quarters(QUARTERS).stream().map(this::quarter).toList(), process(locale));
    }

    private Quarter quarter(QualityQuarter kept) {
        var counts = kept.stores().stream()
                .collect(Collectors.toMap(QualityQuarter.OfStore::store, QualityQuarter.OfStore::customers));
        var figures = SmallCells.ofPartition(counts);
        var all = figures.total() == null ? null : kept.all();
        var targets = kept.targets();
        var inDoubt = all == null || all.customers() == 0
                ? null
                : figure(
                        QualityFigures.percent(
                                BigDecimal.valueOf(Math.min(kept.inDoubt(), all.customers())),
                                BigDecimal.valueOf(all.customers())),
                        1);
        return new Quarter(
                kept.quarter(),
                kept.takenOn(),
                figures.total(),
                atLeast(all == null ? null : freshness(all, 1), targets.freshnessTarget()),
                atLeast(all == null ? null : completeness(all, 1), targets.completenessTarget()),
                new Measure(
                        inDoubt,
                        targets.duplicatesTarget(),
                        inDoubt == null ? null : inDoubt.compareTo(targets.duplicatesTarget()) <= 0),
                ofStores(kept, figures),
                figures.withheld());
    }

    private static Measure atLeast(@Nullable BigDecimal value, BigDecimal target) {
        return new Measure(value, target, value == null ? null : value.compareTo(target) >= 0);
    }

    private static @Nullable BigDecimal freshness(QualityQuarter.OfStore of, int decimals) {
        return figure(QualityFigures.percent(BigDecimal.valueOf(of.fresh()), BigDecimal.valueOf(of.aging())), decimals);
    }

    private static @Nullable BigDecimal completeness(QualityQuarter.OfStore of, int decimals) {
        return of.counted() == 0
                ? null
                : of.completeSum().divide(BigDecimal.valueOf(of.counted()), decimals, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal figure(java.util.Optional<BigDecimal> percent, int decimals) {
        return percent.map(exact -> exact.setScale(decimals, RoundingMode.HALF_UP))
                .orElse(null);
    }

    private List<QualityReport.OfStore> ofStores(QualityQuarter kept, SmallCells.Figures figures) {
        var byStore = new HashMap<String, QualityQuarter.OfStore>();
        kept.stores().forEach(of -> byStore.put(of.store(), of));
        var names = stores.names(places(byStore.keySet()));
        var shown = new ArrayList<QualityReport.OfStore>();
        for (var cell : figures.cells()) {
            var of = byStore.get(cell.group());
            if (of != null) {
                var id = of.store().isEmpty() ? null : of.store();
                shown.add(new QualityReport.OfStore(
                        id,
                        id == null ? null : names.get(new StoreId(id)),
                        cell.count(),
                        completeness(of, 0),
                        freshness(of, 0)));
            }
        }
        return shown;
    }

    private static Set<StoreId> places(Set<String> ids) {
        return ids.stream().filter(id -> !id.isEmpty()).map(StoreId::new).collect(Collectors.toSet());
    }

    private List<Process> process(Locale locale) {
        var used = rules.all().stream().filter(QualityRule::isUsed).toList();
        Map<String, List<String>> roles =
                editors.of(used.stream().map(QualityRule::field).toList(), locale);
        var chinese = locale.getLanguage().equals("zh");
        var today = today();
        return used.stream()
                .map(rule -> new Process(
                        rule.field(),
                        chinese ? rule.titleZh() : rule.titleEn(),
                        roles.getOrDefault(rule.field(), List.of()),
                        rule.check(),
                        rule.maxAgeDays(),
                        rule.weight(),
                        rule.reviewOn(),
                        rule.isReviewDue(today)))
                .toList();
    }
}
