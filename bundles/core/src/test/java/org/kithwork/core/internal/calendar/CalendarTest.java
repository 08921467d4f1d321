package org.kithwork.core.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.company.Company;
import org.kithwork.core.internal.SharedData;
import org.kithwork.core.internal.calendar.store.CalendarStore;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CalendarTest {

    private static final Map<DatabaseKind, TestDatabase> DATABASES = new ConcurrentHashMap<>();
    private static final int THREADS = 6;

    private final TestDatabase database;
    private final FakeAccess access = FakeAccess.allowingAll();
    private final FakeAudit audit;
    private final FixedClock clock = new FixedClock(Instant.parse("2026-11-28T02:00:00Z"));
    private final CalendarStore store;
    private final CalendarTable table;
    private final WorkingDayTable workingDays;
    private final CalendarYears years;
    private final CalendarDays days;
    private final CalendarImports imports;

    CalendarTest(DatabaseKind kind) {
        database = DATABASES.computeIfAbsent(kind, any -> TestDatabase.create(any, "core", "db/core/changelog.xml"));
        audit = new FakeAudit(database.transactions());
        store = new CalendarStore(database.jpa(), database.dialect(), () -> "core");
        var company = new FakeCompany();
        var tx = database.transactions();
        table = new CalendarTable(store, company, tx);
        workingDays = new WorkingDayTable(table);
        years = new CalendarYears(table, store, access, audit, tx, company, clock);
        days = new CalendarDays(table, store, access, audit, tx, clock);
        imports = new CalendarImports(table, store, access, audit, tx, clock);
    }

    @AfterEach
    void close() {
        database.transactions()
                .run(() -> database.jpa()
                        .tx(em -> List.of("core_calendar_day", "core_calendar_year", "core_calendar_announced")
                                .forEach(name -> em.createNativeQuery("DELETE FROM " + name)
                                        .executeUpdate())));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private CalendarYear year(int year) {
        return years.get(year, Locale.ENGLISH);
    }

    private CalendarImports.Year take(String content) {
        return imports.take(new CalendarImports.Draft(content, false)).years().get(0);
    }

    private List<String> faults(String content) {
        try {
            imports.take(new CalendarImports.Draft(content, false));
        } catch (Problem problem) {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            return problem.faults().stream()
                    .map(fault -> fault.message().code())
                    .toList();
        }
        throw new AssertionError("it was taken in");
    }

    private static String json(int year, String... days) {
        var items = new ArrayList<String>();
        for (var said : days) {
            items.add("{\"name\":\"节\",\"date\":\"" + said.substring(0, 10) + "\",\"isOffDay\":" + said.endsWith("off")
                    + "}");
        }
        return "{\"$schema\":\"x\",\"year\":" + year + ",\"papers\":[],\"days\":[" + String.join(",", items) + "]}";
    }

    @Test
    @DisplayName("ARC-12: the shipped years have the working days that the reference counts, month by month")
    void shippedYearsAgreeWithTheReference() {
        var expected = SharedData.json("calendar/cn_workdays_expected.json").path("years");
        for (int year : List.of(2025, 2026)) {
            var shown = year(year);
            assertThat(shown.announcedBy()).isEqualTo(DaySource.SHIPPED);
            assertThat(shown.workingDays()).isEqualTo(248);
            var months = new ArrayList<Integer>();
            expected.path(Integer.toString(year))
                    .path("working_days_by_month")
                    .forEach(month -> months.add(month.asInt()));
            assertThat(shown.months()).isEqualTo(months);
        }
    }

    @Test
    @DisplayName("ARC-12: importing an announced year counts its working days, the shipped ones stay what they were")
    void importedYearsAgreeWithTheReference() throws IOException {
        for (var known : Map.of(2024, 251, 2025, 248, 2026, 248).entrySet()) {
            var before = table.days(known.getKey());
            var result = take(Files.readString(SharedData.find("calendar/holiday-cn/" + known.getKey() + ".json")));
            assertThat(year(known.getKey()).workingDays()).isEqualTo(known.getValue());
            assertThat(year(known.getKey()).announcedBy()).isEqualTo(DaySource.IMPORTED);
            if (!before.isEmpty()) {
                assertThat(result.changed()).isZero();
                assertThat(table.days(known.getKey()).keySet()).isEqualTo(before.keySet());
            }
        }
    }

    @Test
    @DisplayName("ARC-12: a year that nobody announced counts weekdays, and says so")
    void unannouncedYear() {
        assertThat(year(2027).announcedBy()).isNull();
        assertThat(workingDays.isAnnounced(2027)).isFalse();
        assertThat(workingDays.isAnnounced(2026)).isTrue();
        assertThat(workingDays.isWorkingDay(day("2027-10-01"))).isTrue();
        assertThat(workingDays.isWorkingDay(day("2027-10-02"))).isFalse();
    }

    @Test
    @DisplayName("ARC-12: the announced days of mainland China hold in its zones alone")
    void otherZones() {
        var abroad = new Company() {
            @Override
            public String name() {
                return "";
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("Europe/Berlin");
            }

            @Override
            public Currency currency() {
                return Currency.getInstance("EUR");
            }
        };
        var elsewhere = new WorkingDayTable(new CalendarTable(store, abroad, database.transactions()));
        assertThat(elsewhere.isWorkingDay(day("2026-10-01"))).isTrue();
        assertThat(elsewhere.isAnnounced(2026)).isFalse();
    }

    @Test
    @DisplayName("ARC-12: counting passes over holidays and takes make-up days, in both directions and across years")
    void counting() {
        assertThat(workingDays.plus(day("2026-09-30"), 1)).isEqualTo(day("2026-10-08"));
        assertThat(workingDays.plus(day("2026-09-30"), 3)).isEqualTo(day("2026-10-10"));
        assertThat(workingDays.plus(day("2026-10-08"), -1)).isEqualTo(day("2026-09-30"));
        assertThat(workingDays.plus(day("2026-10-03"), 0)).isEqualTo(day("2026-10-03"));
        assertThat(workingDays.plus(day("2025-12-31"), 1)).isEqualTo(day("2026-01-04"));
        assertThat(workingDays.onOrAfter(day("2026-10-01"))).isEqualTo(day("2026-10-08"));
        assertThat(workingDays.onOrAfter(day("2026-10-10"))).isEqualTo(day("2026-10-10"));
        assertThat(workingDays.onOrBefore(day("2026-10-07"))).isEqualTo(day("2026-09-30"));
        assertThat(workingDays.between(day("2026-09-30"), day("2026-10-10"))).isEqualTo(3);
        assertThat(workingDays.between(day("2026-10-10"), day("2026-10-10"))).isZero();
        assertThatThrownBy(() -> workingDays.plus(day("2026-10-10"), 10_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workingDays.between(day("1970-01-01"), day("2100-01-01")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("ARC-12: what the company says about a day goes before the announcement, and can be taken back")
    void companyDays() {
        var added = days.add(new CalendarDays.Draft("2026-10-02", true, "盘点 😀"));
        assertThat(added.announced()).isFalse();
        assertThat(workingDays.isWorkingDay(day("2026-10-02"))).isTrue();
        assertThat(year(2026).workingDays()).isEqualTo(249);

        var changed = days.change(
                "2026-10-02", 1, new FakePatch().with("working", false).with("name", null));
        assertThat(changed.working()).isFalse();
        assertThat(changed.name()).isNull();
        assertThatThrownBy(() -> days.change("2026-10-02", 1, new FakePatch().with("working", true)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        days.remove("2026-10-02");
        assertThat(year(2026).days())
                .filteredOn(shown -> shown.date().equals(day("2026-10-02")))
                .extracting(CalendarDay::source)
                .containsExactly(DaySource.SHIPPED);
        assertThat(audit.actions())
                .containsExactly("calendar-day.added", "calendar-day.changed", "calendar-day.removed");
        assertThatThrownBy(() -> days.remove("2026-10-02")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> days.get("tomorrow"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("ARC-12: every fault of a day is named at once")
    void faultsOfDays() {
        assertThatThrownBy(() -> days.add(new CalendarDays.Draft("2200-01-01", null, "x".repeat(81))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactlyInAnyOrder("/date", "/working", "/name"));
    }

    @Test
    @DisplayName("ARC-12: of several who enter the same day at once, one does")
    void oneOfMany() throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var all = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < THREADS; i++) {
                all.add(() -> {
                    barrier.await();
                    try {
                        days.add(new CalendarDays.Draft("2026-12-12", true, null));
                        return true;
                    } catch (Problem problem) {
                        assertThat(problem.code()).isEqualTo("day-there");
                        return false;
                    }
                });
            }
            int entered = 0;
            for (var done : threads.invokeAll(all)) {
                entered += done.get() ? 1 : 0;
            }
            assertThat(entered).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("ARC-12: importing a year twice at once leaves it whole")
    void importsAtOnce() throws Exception {
        var one = json(2027, "2027-05-03 off", "2027-05-04 off");
        var other = json(2027, "2027-06-09 off");
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var all = new ArrayList<Callable<Object>>();
            for (int i = 0; i < THREADS; i++) {
                var content = i % 2 == 0 ? one : other;
                all.add(() -> take(content));
            }
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(year(2027).days().stream()
                        .map(shown -> shown.date().toString())
                        .toList())
                .isIn(List.of("2027-05-03", "2027-05-04"), List.of("2027-06-09"));
    }

    @Test
    @DisplayName("ARC-12: an import replaces its year and nothing that the company says; a trial changes nothing")
    void importing() {
        days.add(new CalendarDays.Draft("2027-01-01", true, null));
        var content = json(2027, "2027-01-01 off", "2026-12-31 off", "2027-01-03 work");
        var trial = imports.take(new CalendarImports.Draft(content, true));
        assertThat(trial.years()).containsExactly(new CalendarImports.Year(2027, 2, 1, 2, 1));
        assertThat(workingDays.isAnnounced(2027)).isFalse();

        assertThat(take(content)).isEqualTo(trial.years().get(0));
        assertThat(workingDays.isWorkingDay(day("2026-12-31"))).isFalse();
        assertThat(workingDays.isWorkingDay(day("2027-01-01"))).isTrue();
        assertThat(workingDays.isWorkingDay(day("2027-01-03"))).isTrue();
        assertThat(year(2026).announcedBy()).isEqualTo(DaySource.SHIPPED);

        take(json(2027, "2027-02-08 off"));
        assertThat(workingDays.isWorkingDay(day("2026-12-31"))).isTrue();
        years.remove(2027);
        assertThat(workingDays.isAnnounced(2027)).isFalse();
        assertThat(workingDays.isWorkingDay(day("2027-02-08"))).isTrue();
        assertThatThrownBy(() -> years.remove(2027)).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-12: an earlier year's announcement that comes later leaves a later year's days")
    void orderOfAnnouncements() {
        take(json(2027, "2026-12-31 off"));
        take(json(2026, "2026-12-31 work", "2026-01-01 off"));
        assertThat(workingDays.isWorkingDay(day("2026-12-31"))).isFalse();
    }

    @Test
    @DisplayName("ARC-12: tables and calendar files are read as well")
    void otherForms() {
        take("\uFEFF日期,类型,节日\n2027/5/3,放假,\"劳动节, 一\"\n\n2027-05-08,上班,劳动节\n");
        assertThat(year(2027).days())
                .extracting(shown -> shown.date() + " " + shown.working() + " " + shown.name())
                .containsExactly("2027-05-03 false 劳动节, 一", "2027-05-08 true 劳动节");
        take("""
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20280124
                DTEND;VALUE=DATE:20280127
                SUMMARY:春节（休）
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20280129
                SUMMARY:春节 补班
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20280214
                SUMMARY:情人节
                END:VEVENT
                END:VCALENDAR
                """);
        assertThat(year(2028).days())
                .extracting(shown -> shown.date() + " " + shown.working() + " " + shown.name())
                .containsExactly(
                        "2028-01-24 false 春节", "2028-01-25 false 春节", "2028-01-26 false 春节", "2028-01-29 true 春节");
    }

    @Test
    @DisplayName("ARC-12: a file that is no announcement is refused, and every row at fault is named")
    void badFiles() {
        assertThat(faults("")).containsExactly("no-days");
        assertThat(faults("{\"year\":2027,\"days\":[]}")).containsExactly("no-days");
        assertThat(faults("{\"year\":")).containsExactly("file-broken");
        assertThat(faults("{\"days\":{}}")).containsExactly("file-broken");
        assertThat(faults("x".repeat(400_001))).containsExactly("file-long");
        assertThat(faults("2027-05-01,off\n2027-13-01,off\n2027-05-02,maybe\n"))
                .containsExactly("row-invalid", "row-invalid");
        assertThat(faults(json(2027, "2024-05-01 off", "2027-05-01 off", "2027-05-01 work")))
                .containsExactly("row-year", "row-twice");
        assertThat(year(2027).announcedBy()).isNull();
    }

    @Test
    @DisplayName("ARC-12: who may not edit the calendar changes nothing")
    void rights() {
        access.revoke(FakeAccess.SOMEBODY).grant(FakeAccess.SOMEBODY, "core:calendar:view");
        assertThatThrownBy(() -> days.add(new CalendarDays.Draft("2026-10-02", true, null)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> take(json(2027, "2027-05-01 off"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> years.remove(2026)).isInstanceOf(Problem.class);
        assertThat(year(2026).workingDays()).isEqualTo(248);
    }
}
