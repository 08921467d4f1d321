package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class QualityReportTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Archives archives;

    QualityReportTest(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @AfterEach
    void close() {
        archives.close();
    }

    /** So many customers with a name and a telephone number of that age. */
    private void customers(int count, @Nullable StoreId store, int daysAgo) {
        for (int i = 0; i < count; i++) {
            var customer = archives.customers.add(null, store);
            var since = archives.clock.instant().minus(Duration.ofDays(daysAgo));
            archives.states.valid(customer, "name", since).valid(customer, "phone", since);
            archives.qualityIndex.renew(customer);
        }
    }

    private QualityReport report() {
        return archives.qualityReports.report(Locale.ENGLISH);
    }

    private void pass(LocalDate day) {
        archives.clock.set(day.atTime(9, 0).atZone(SHANGHAI).toInstant());
        archives.qualityUpkeep.run();
    }

    @Test
    @DisplayName("ARC-24: a quarter tells freshness, completeness and duplicates against what was aimed at")
    void figures() {
        var north = archives.company.open("=North, \"old\"");
        customers(12, north, 10);
        customers(8, null, 400);
        archives.inDoubt = 2;
        archives.qualityReports.take();

        assertThat(report().quarters()).singleElement().satisfies(quarter -> {
            assertThat(quarter.quarter()).isEqualTo("2026-Q1");
            assertThat(quarter.customers()).isEqualTo(20);
            assertThat(quarter.freshness().value()).isEqualByComparingTo("60.0");
            assertThat(quarter.freshness().met()).isFalse();
            assertThat(quarter.completeness().value()).isEqualByComparingTo("54.5");
            assertThat(quarter.duplicates().value()).isEqualByComparingTo("10.0");
            assertThat(quarter.duplicates().met()).isFalse();
            assertThat(quarter.stores())
                    .extracting("storeId", "customers")
                    .contains(org.assertj.core.groups.Tuple.tuple(north.value(), 10L));
        });
        assertThat(QualityTable.of(report()).toString())
                .startsWith("\uFEFFquarter,takenOn,store,")
                .contains("2026-Q1,2026-03-02,,20,60.0,90")
                .contains("\"'=North, \"\"old\"\"\"");
    }

    @Test
    @DisplayName("ARC-24: of few customers nothing is told, and a small store is left out with another one")
    void aggregatesAlone() {
        customers(4, null, 10);
        archives.qualityReports.take();
        assertThat(report().quarters()).singleElement().satisfies(quarter -> {
            assertThat(quarter.customers()).isNull();
            assertThat(quarter.completeness().value()).isNull();
            assertThat(quarter.duplicates().value()).isNull();
            assertThat(quarter.stores()).isEmpty();
            assertThat(quarter.withheld()).isTrue();
        });

        customers(2, archives.company.open("Tiny"), 10);
        customers(9, archives.company.open("Middle"), 10);
        customers(30, archives.company.open("Large"), 10);
        archives.qualityReports.take();
        assertThat(report().quarters().get(0).stores())
                .extracting(QualityReport.OfStore::name)
                .doesNotContain("Tiny")
                .contains("Large");
    }

    @Test
    @DisplayName("ARC-24: a quarter that is over keeps its last figures and the targets of then")
    void quarters() {
        customers(10, null, 10);
        pass(LocalDate.of(2026, 3, 30));
        pass(LocalDate.of(2026, 3, 31));
        archives.qualityRules.changeSettings(0, FakePatch.of("freshnessTarget", "70"));
        pass(LocalDate.of(2026, 4, 1));
        pass(LocalDate.of(2027, 4, 1));

        assertThat(report().quarters())
                .extracting("quarter", "takenOn", "freshness.value", "freshness.target")
                .containsExactly(
                        tuple("2027-Q2", "2027-04-01", "0.0", "70"),
                        tuple("2026-Q2", "2026-04-01", "100.0", "70"),
                        tuple("2026-Q1", "2026-03-31", "100.0", "90"));
    }

    private static org.assertj.core.groups.Tuple tuple(String quarter, String day, String value, String target) {
        return org.assertj.core.groups.Tuple.tuple(
                quarter, LocalDate.parse(day), new java.math.BigDecimal(value), new java.math.BigDecimal(target));
    }

    @Test
    @DisplayName("ARC-24: of each field it is written who may change it, how it is checked and when that is reviewed")
    void process() {
        archives.qualityRules.change(
                "phone", 0, FakePatch.of("check", "last four digits").with("reviewOn", "2026-03-02"));
        assertThat(report().fields())
                .filteredOn(field -> field.field().equals("phone"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.title()).isEqualTo("Phone");
                    assertThat(field.editors()).containsExactly("Owner", "Clerk");
                    assertThat(field.check()).isEqualTo("last four digits");
                    assertThat(field.reviewDue()).isTrue();
                });
        assertThat(report().fields()).extracting(QualityReport.Process::field).doesNotContain("sex");
        var nobody = archives.user("Nobody", Archives.stores());
        assertThat(catchThrowableOfType(Problem.class, () -> archives.access.run(nobody, this::report))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }
}
