package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.pipeline.PipelineDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.report.CycleReport.Grouping;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.money.Money;
import org.kithwork.test.DatabaseKind;
import org.kithwork.text.Bilingual;

/** A seller's file of 8,800 opportunities, with figures that were worked out elsewhere. */
class CrmSalesTest {

    private static final Path FILE = Path.of("../../../shared/data/crm_sales/sales_pipeline.csv");
    private static final int PORTION = 100;

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    @DisplayName("FUN-06, FUN-07, FUN-08: the figures of a seller's file come out as they were worked out elsewhere")
    void theFiguresComeOut(DatabaseKind kind) throws IOException {
        assumeThat(FILE).as("the reference data").exists();
        try (var funnel = new Funnel(kind)) {
            var pipeline = funnel.pipelines.create(new PipelineDraft(
                    new Bilingual("硬件", "Hardware"),
                    null,
                    null,
                    List.of(
                            new StageDraft(null, new Bilingual(null, "Prospecting"), "OPEN", 10, null, null, null),
                            new StageDraft(null, new Bilingual(null, "Engaging"), "OPEN", 40, null, null, null),
                            new StageDraft(null, new Bilingual(null, "Won"), "WON", null, null, null, null),
                            new StageDraft(null, new Bilingual(null, "Lost"), "LOST", null, null, null, null)),
                    null));
            var rows = rows(funnel);

            var options = new ImportOptions(
                    "import",
                    "crm",
                    null,
                    OnDuplicate.SKIP,
                    ZoneId.of("UTC"),
                    "US",
                    false,
                    Map.of(
                            "pipeline",
                            "Hardware",
                            "currency",
                            "CNY",
                            "lostReason",
                            "OTHER",
                            "customer",
                            "identifier:account"));
            for (int from = 0; from < rows.size(); from += PORTION) {
                var some = rows.subList(from, Math.min(rows.size(), from + PORTION));
                funnel.database.transactions().run(() -> {
                    var batch = funnel.imports.batch(some, options);
                    some.forEach(batch::apply);
                });
            }

            var filter = new ReportFilter(pipeline.id(), null, null, null, null, null);
            var decided = funnel.reports.decisions(filter);
            assertThat(decided.won()).isEqualTo(4_238);
            assertThat(decided.lost()).isEqualTo(2_473);
            assertThat(decided.open()).isEqualTo(2_089);
            assertThat(decided.wonValue()).isEqualTo(Money.of("10005534.00", "CNY"));
            assertThat(decided.winRate()).hasToString("0.631500522");
            assertThat(decided.meanWon()).isEqualTo(Money.of("2360.91", "CNY"));
            assertThat(decided.meanDaysWon()).hasToString("51.781972629");
            assertThat(decided.meanDaysLost()).hasToString("41.479175091");

            var conversion = funnel.reports.conversion(filter);
            assertThat(conversion.soFar().created()).isEqualTo(8_800);
            assertThat(conversion.soFar().open()).isEqualTo(2_089);
            assertThat(conversion.closed().created()).isEqualTo(6_711);
            assertThat(conversion.closed().steps().get(2).reached()).isEqualTo(4_238);
            var pace = funnel.reports.cycle(filter, Grouping.OWNER);
            assertThat(pace.groups().stream().mapToLong(group -> group.won()).sum())
                    .isEqualTo(4_238);
            assertThat(pace.groups()).hasSize(30).allMatch(group -> group.name() != null);
            assertThat(funnel.reports.losses(filter).items())
                    .singleElement()
                    .matches(loss -> loss.count() == 2_473 && "OTHER".equals(loss.reason()));
        }
    }

    /** The rows as they are mapped; each account is a customer, and each agent a user. */
    private static List<ImportRow> rows(Funnel funnel) throws IOException {
        var rows = new ArrayList<ImportRow>();
        var accounts = new TreeSet<String>();
        var agents = new TreeSet<String>();
        long number = 0;
        for (var line : Files.readAllLines(FILE).subList(1, 8_801)) {
            var cells = line.split(",", -1);
            var values = new HashMap<String, String>();
            put(values, "externalId", cells[0]);
            put(values, "owner", cells[1]);
            put(values, "product", cells[2]);
            put(values, "customer", cells[3]);
            put(values, "stage", cells[4]);
            put(values, "openedAt", cells[5]);
            put(values, "decidedAt", cells[6]);
            put(values, "amount", cells[7]);
            rows.add(new ImportRow(++number, values, null));
            agents.add(cells[1]);
            if (!cells[3].isBlank()) {
                accounts.add(cells[3]);
            }
        }
        agents.forEach(funnel.users::employ);
        accounts.forEach(account -> funnel.customers.identify(funnel.customers.add(), "account", account));
        return rows;
    }

    private static void put(Map<String, String> values, String field, String cell) {
        if (!cell.isBlank()) {
            values.put(field, cell);
        }
    }
}
