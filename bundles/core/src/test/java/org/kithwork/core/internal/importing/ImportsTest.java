package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.importing.TestKinds.Wrapped;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ImportsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final Actor OTHER = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000bb", "Other");
    private static final String HEADER = "客户编号,姓名,手机\n";

    private final CustomerFixture customers;
    private ImportFixture node;

    ImportsTest(DatabaseKind kind) {
        customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        node = new ImportFixture(customers);
    }

    @BeforeEach
    void clear() {
        node.clear();
        customers.access.allowAll(FakeAccess.SOMEBODY);
        customers.access.revoke(OTHER);
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** So many customers with numbers of their own. */
    private static String people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> String.format(Locale.ROOT, "K%05d,王小%c,139%08d%n", i, (char) ('一' + i), i))
                .collect(Collectors.joining());
    }

    private String phones() {
        return String.join(" ", node.query("SELECT blind_index FROM core_contact_point ORDER BY blind_index"));
    }

    // ------------------------------------------------------------------ rows at fault

    @Test
    @DisplayName("IMP-05: a row at fault spoils nothing, and its mended error file touches only that row")
    void aRowAtFaultSpoilsNothingAndItsMendedErrorFileTouchesOnlyThatRow() {
        var csv = HEADER + "A1,李明,13812345678\nA2,张三,1.38E+10\nA3,,13812345679\n=A4,王五,138\nA5,赵六,13812345680\n";

        var view = node.run(csv, "source", "pos");

        node.expect(view, 2, 0, 0, 3);
        assertThat(view.state()).isEqualTo(ImportState.DONE_WITH_ERRORS);
        var errors = node.errors(view);
        assertThat(errors.lines())
                .satisfiesExactly(
                        header -> assertThat(header)
                                .isEqualTo("\uFEFF客户编号,姓名,手机,kithwork:row,kithwork:code,kithwork:reason"),
                        row -> assertThat(row)
                                .startsWith("A2,张三,1.38E+10,2,phone-scientific,")
                                .contains("手机: "),
                        row -> assertThat(row).startsWith("A3,,13812345679,3,required,"),
                        row -> assertThat(row).startsWith("'=A4,王五,138,4,phone-invalid,"));

        var mended = errors.replace("1.38E+10", "13800000001")
                .replace("A3,,", "A3,孙七,")
                .replace(",138,", ",13800000002,");
        var again = node.run(mended, "source", "pos");

        node.expect(again, 3, 0, 0, 0);
        assertThat(node.query("SELECT identifier FROM core_identifier ORDER BY identifier"))
                .containsExactly("=A4", "A1", "A2", "A3", "A5");
        node.expect(node.run(mended, "source", "pos"), 0, 0, 3, 0);
    }

    @Test
    void theReasonNamesEachFaultWithItsColumnOrFieldAndNothingElseInTheLanguageOfTheReader() throws IOException {
        var view = node.run(HEADER + "A1,李明,1.38E+10\nA2,张三,138\n,,138\nA4,王五,13812345679,more\n", "source", "pos");

        assertThat(reasons(view, Locale.ENGLISH))
                .containsExactly(
                        "手机: The spreadsheet has turned this number into 1.38E+10."
                                + " Format the column as text and export again.",
                        "手机: This is not a telephone number. Check the digits, or add the country code.",
                        "姓名: This must be filled in."
                                + " 手机: This is not a telephone number. Check the digits, or add the country code.",
                        "The row has more cells than the 3 columns of the header.");
        assertThat(reasons(view, Locale.SIMPLIFIED_CHINESE))
                .containsExactly(
                        "手机：表格软件把这个号码变成了 1.38E+10。请把该列设为文本后重新导出。",
                        "手机：这不是有效的电话号码。请检查数字，或加上国家/地区代码。",
                        "姓名：此项必填。 手机：这不是有效的电话号码。请检查数字，或加上国家/地区代码。",
                        "该行的单元格多于表头的 3 列。");
    }

    @Test
    void aFaultOfAFieldThatNoColumnIsMappedToNamesTheField() throws IOException {
        node.close();
        node = new ImportFixture(customers, new Wrapped(customers.imports, row -> {
            var faults = new Faults();
            faults.add("/note", "required");
            faults.check();
        }));

        var view = node.run(HEADER + "A1,李明,13812345678\n", "source", "pos");

        assertThat(reasons(view, Locale.ENGLISH)).containsExactly("Note: This must be filled in.");
        assertThat(reasons(view, Locale.SIMPLIFIED_CHINESE)).containsExactly("备注：此项必填。");
    }

    private List<String> reasons(ImportView view, Locale locale) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        node.errors.of(view.id(), locale).write(out);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^.*?,(\\d+),[a-z-]+,", "").replaceAll("^\"|\"$", ""))
                .toList();
    }

    @Test
    void theJobIsNamedInTheLanguageOfTheReader() {
        var view = node.run(HEADER + "A1,李明,13812345678\n", "source", "pos");
        var job = Objects.requireNonNull(view.jobId());

        assertThat(node.jobs
                        .desk
                        .peek(job, Locale.SIMPLIFIED_CHINESE)
                        .orElseThrow()
                        .title())
                .isEqualTo("导入：客户");
        assertThat(node.jobs.desk.peek(job, Locale.ENGLISH).orElseThrow().title())
                .isEqualTo("Import: Customers");
    }

    @Test
    void whatASpreadsheetHasSpoiltIsNotStored() {
        var rows = IntStream.range(0, 40)
                .mapToObj(i -> String.format(Locale.ROOT, "%d,王%c,139%08d%n", 123456700 + i, (char) ('一' + i), i))
                .collect(Collectors.joining());

        var view = node.run(
                HEADER + rows
                        + "1234567,李四,13900001234\n1.23E+08,李五,13900001235\nB3,李六,1012345678\nB4,李七,139****1236\n",
                "source",
                "pos");

        node.expect(view, 40, 0, 0, 4);
        assertThat(node.query(
                        "SELECT error_code, error_column FROM core_import_row WHERE outcome = 'ERROR' ORDER BY row_no"))
                .containsExactly("zeros-lost|客户编号", "number-scientific|客户编号", "phone-zero-lost|手机", "value-masked|手机");
    }

    @Test
    void rowsThatAreNotAsTheHeaderSaysAreErrorsAndEmptyOnesAreNone() {
        var view = node.run(HEADER + "A1,李明,13812345678,more\nA2,王五\n,,\n\nA3,赵六,13812345670,\n", "source", "pos");

        node.expect(view, 2, 0, 0, 1);
        assertThat(view.rows()).isEqualTo(3);
    }

    @Test
    void severalColumnsMayHoldTelephoneNumbersAndOneCellSeveral() {
        var view = node.run("姓名,手机,电话,标签\n李明,13812345678,010-88886666,\"VIP,老客户\"\n王五,13812345679/13812345670,,\n");

        node.expect(view, 2, 0, 0, 0);
        assertThat(node.count("core_contact_point")).isEqualTo(4);
        assertThat(node.query("SELECT tag FROM core_customer_tag ORDER BY tag"))
                .containsExactlyInAnyOrder("VIP", "老客户");
    }

    @Test
    void cellsAreReadAsPeopleWriteThem() {
        var store = customers.company.open("南京路店");
        var view =
                node.run("姓名,性别,生日,门店,创建时间,客户类别\n李明,男,5月1日,南京路店,2019-03-02 08:00,个人\n王芳,F,1990/2/3,,,\n昌盛公司,,,,,企业\n");

        node.expect(view, 3, 0, 0, 0);
        assertThat(
                        node.query(
                                "SELECT sex, birth_year, birth_month, birth_day, store_id, kind FROM core_customer ORDER BY sex"))
                .containsExactly(
                        "0|null|null|null|null|ORGANISATION",
                        "1|null|5|1|" + store.value() + "|PERSON",
                        "2|1990|2|3|null|PERSON");
        assertThat(node.query("SELECT created_at FROM core_customer WHERE sex = 1")
                        .get(0))
                .startsWith("2019-03-02 00:00:00");
        node.expect(node.run("姓名,门店\n孙七,没有的店\n"), 0, 0, 0, 1);
    }

    @Test
    void newCustomersWhoseRowsNameNoStoreGoToTheOneOfTheImport() {
        var store = customers.company.open("春熙路店");
        var other = customers.company.open("宽窄巷店");

        var view = node.run("客户编号,姓名,门店\nA1,李明,\nA2,王五,宽窄巷店\n", "source", "pos", "store", "春熙路店");

        node.expect(view, 2, 0, 0, 0);
        assertThat(view.options()).isEqualTo(Map.of("store", "春熙路店"));
        assertThat(node.query("SELECT display_name, store_id FROM core_customer ORDER BY display_name"))
                .containsExactlyInAnyOrder("李明|" + store.value(), "王五|" + other.value());
        // What is there stays where it is.
        node.expect(
                node.run("客户编号,姓名,公司\nA1,李明,甲\n", "source", "pos", "store", "宽窄巷店", "onDuplicate", "OVERWRITE"),
                0,
                1,
                0,
                0);
        assertThat(node.query("SELECT store_id FROM core_customer WHERE company = '甲'"))
                .containsExactly(store.value());
    }

    // ------------------------------------------------------------------ the same again

    @Test
    @DisplayName("IMP-06: the same file again changes nothing and tells nobody")
    void theSameFileAgainChangesNothingAndTellsNobody() {
        var csv = HEADER + people(0, 120);
        node.expect(node.run(csv, "source", "pos"), 120, 0, 0, 0);
        var events = customers.journal.events().size();

        node.expect(node.run(csv, "source", "pos"), 0, 0, 120, 0);

        assertThat(events).isEqualTo(120);
        assertThat(customers.journal.events()).hasSize(120);
        assertThat(customers.audit.actions())
                .filteredOn(action -> action.startsWith("customer."))
                .isEmpty();
        assertThat(customers.audit.actions()).contains("import.uploaded", "import.started", "import.finished");
    }

    @Test
    void aCustomerWithoutAnyKeyIsKnownByAllThatItSays() {
        var csv = "姓名,公司\n李明,甲\n李明,乙\n李明,甲\n";

        node.expect(node.run(csv), 2, 0, 1, 0);
        node.expect(node.run(csv + "王五,甲\n"), 1, 0, 3, 0);
    }

    @Test
    void theSameFileTwiceAtTheSameTimeGivesEachCustomerOnce() {
        var csv = HEADER + people(0, 300);

        var first = node.upload(csv, ImportFixture.options("source", "pos"));
        var second = node.upload(csv, ImportFixture.options("source", "pos"));
        var one = node.await(first);
        var two = node.await(second);

        assertThat(one.errors() + two.errors()).isZero();
        assertThat(one.created() + two.created()).isEqualTo(300);
        assertThat(one.unchanged() + two.unchanged()).isEqualTo(300);
        assertThat(node.count("core_customer")).isEqualTo(300);
        assertThat(node.count("core_import_key")).isEqualTo(300);
        assertThat(customers.journal.events()).hasSize(300);
    }

    // ------------------------------------------------------------------ breaking off

    @Test
    @DisplayName("IMP-01: an import that died in the middle ends as an unbroken one")
    void anImportThatDiedInTheMiddleEndsAsAnUnbrokenOne() {
        var csv = HEADER + people(0, 400) + "X1,,1\n" + people(400, 500);
        var die = new AtomicInteger(250);
        node.close();
        node = new ImportFixture(customers, new Wrapped(customers.imports, row -> {
            if (row.number() == die.get()) {
                throw new Error("killed");
            }
        }));

        var started = node.upload(csv, ImportFixture.options("source", "pos"));
        Awaitility.await().until(() -> node.count("core_customer") > 0 && node.jobs.runner.isIdleNow());
        var half = node.count("core_customer");
        node.close();
        node = new ImportFixture(customers, node.jobs.data);
        var view = node.await(started);

        assertThat(half).isBetween(1L, 249L);
        node.expect(view, 500, 0, 0, 1);
        assertThat(node.count("core_customer")).isEqualTo(500);
        assertThat(node.count("core_import_row")).isEqualTo(501);
        assertThat(customers.journal.events()).hasSize(500);
        var broken = phones();
        node.clear();
        node.expect(node.run(csv, "source", "pos"), 500, 0, 0, 1);
        assertThat(phones()).isEqualTo(broken);
    }

    @Test
    void rowsWithoutAKeyAreCountedAgainWhenAnImportGoesOn() {
        var kind = new TestKinds.Lines(customers.database);
        node.close();
        node = new ImportFixture(customers, kind);
        var csv = "text\n"
                + IntStream.range(0, 300).mapToObj(i -> "line " + i % 7 + "\n").collect(Collectors.joining());
        kind.dieAt(180);

        var started = node.upload(csv, ImportFixture.options("kind", "lines"));
        Awaitility.await().until(() -> kind.lines() > 0 && node.jobs.runner.isIdleNow());
        kind.dieAt(-1);
        node.close();
        node = new ImportFixture(customers, node.jobs.data, kind);

        node.expect(node.await(started), 300, 0, 0, 0);
        assertThat(kind.lines()).isEqualTo(300);
        node.expect(node.run(csv + "line 3\n", "kind", "lines"), 1, 0, 300, 0);
        assertThat(kind.lines()).isEqualTo(301);
    }

    @Test
    void aRowThatTheDatabaseRefusesDoesNotTakeItsBatchWithIt() {
        var kind = new TestKinds.Lines(customers.database);
        node.close();
        node = new ImportFixture(customers, kind);
        kind.breakAt(30);

        var view = node.run(
                "text\n"
                        + IntStream.range(0, 60)
                                .mapToObj(i -> "line " + i + "\n")
                                .collect(Collectors.joining()),
                "kind",
                "lines");

        node.expect(view, 59, 0, 0, 1);
        assertThat(kind.lines()).isEqualTo(59);
        assertThat(node.query("SELECT row_no, error_code FROM core_import_row WHERE outcome = 'ERROR'"))
                .containsExactly("30|row-failed");
    }

    @Test
    void aPausedImportGoesOnAndACancelledOneKeepsWhatIsThere() {
        node.close();
        node = new ImportFixture(customers, new Wrapped(customers.imports, row -> TestKinds.aMoment()));
        var csv = HEADER + people(0, 400);

        var started = node.upload(csv, ImportFixture.options("source", "pos"));
        Awaitility.await().until(() -> node.count("core_customer") > 0);
        node.desk.pause(started.id(), Locale.ENGLISH);
        var paused = node.await(started);
        assertThat(paused.state()).isEqualTo(ImportState.PAUSED);
        assertThat(paused.done()).isBetween(1L, 399L);

        node.desk.resume(started.id(), Locale.ENGLISH);
        Awaitility.await().until(() -> node.get(started.id()).done() > paused.done());
        node.desk.cancel(started.id(), Locale.ENGLISH);
        var cancelled = node.await(started);

        assertThat(cancelled.state()).isEqualTo(ImportState.CANCELLED);
        assertThat(cancelled.finishedAt()).isNotNull();
        assertThat(node.count("core_customer")).isEqualTo(cancelled.created());
        assertThatThrownBy(() -> node.desk.resume(started.id(), Locale.ENGLISH)).isInstanceOf(Problem.class);
    }

    @Test
    void anImportWaitsForTheModuleOfItsKind() {
        var started = node.upload(HEADER + people(0, 5), ImportFixture.options("source", "pos", "start", false));
        node.desk.start(started.id(), false, Locale.ENGLISH);
        var here = node.kinds.kinds;
        node.await(started);
        node.clear();

        var second = node.upload(HEADER + people(0, 5), ImportFixture.options("source", "pos", "start", false));
        customers.database.transactions().run(() -> {
            node.desk.start(second.id(), false, Locale.ENGLISH);
            node.kinds.kinds = List.of();
        });
        Awaitility.await().until(() -> node.query("SELECT state FROM core_job").equals(List.of("WAITING")));
        node.kinds.kinds = here;

        node.expect(node.await(second), 5, 0, 0, 0);
    }

    // ------------------------------------------------------------------ a trial

    @Test
    @DisplayName("IMP-02: a trial counts as the import would and leaves nothing")
    void aTrialCountsAsTheImportAndLeavesNothing() {
        node.run(HEADER + people(0, 50), "source", "pos");
        customers.journal.clear();
        var tables =
                List.of("core_customer", "core_contact_point", "core_identifier", "core_search_key", "core_import_key");
        var before = tables.stream().map(node::count).toList();
        var csv = HEADER + people(20, 90) + "A1,李明,13812345678\nA2,李明,13812345678\nA3,,1\nA1,李明,13812345678\n";

        var options = ImportFixture.options("source", "pos", "onDuplicate", "SKIP");
        var trial = node.await(node.upload(csv, options, true));

        assertThat(trial.state()).isEqualTo(ImportState.VALIDATED);
        assertThat(trial.dryRun()).isTrue();
        assertThat(tables.stream().map(node::count).toList()).isEqualTo(before);
        assertThat(customers.journal.events()).isEmpty();
        assertThat(node.errors(trial)).contains("A3");

        var real = node.await(node.desk.start(trial.id(), false, Locale.ENGLISH));
        assertThat(real.state()).isEqualTo(ImportState.DONE_WITH_ERRORS);
        node.expect(real, trial.created(), trial.updated(), trial.unchanged(), trial.errors());
        node.expect(real, 41, 0, 1, 1);
        // Under another rule the rows that are known are looked at again.
        assertThat(real.skipped()).isEqualTo(trial.skipped()).isEqualTo(31);
        assertThat(node.count("core_import_row")).isEqualTo(50 + 74);
    }

    // ------------------------------------------------------------------ duplicates

    private void there() {
        node.expect(node.run("客户编号,姓名,手机,公司\nA1,李明,13812345678,\n", "source", "pos"), 1, 0, 0, 0);
        customers.journal.clear();
    }

    private String company() {
        return node.query("SELECT company FROM core_customer").get(0);
    }

    @Test
    void skipLeavesWhatIsThere() {
        there();
        var view = node.run(
                "客户编号,姓名,手机,公司\nA1,李明,13812345678,甲\nB1,李明,13812345678,乙\n", "source", "pos", "onDuplicate", "SKIP");

        assertThat(view.skipped()).isEqualTo(2);
        assertThat(company()).isEqualTo("null");
        assertThat(customers.journal.events()).isEmpty();
    }

    @Test
    void fillFillsWhatIsEmptyAndOverwriteWritesOverIt() {
        there();
        var first = "客户编号,姓名,手机,公司\nA1,李明,13812345679,甲\n";
        var second = "客户编号,姓名,手机,公司\nA1,李大明,13812345679,乙\n";

        node.expect(node.run(first, "source", "pos", "onDuplicate", "FILL"), 0, 1, 0, 0);
        assertThat(company()).isEqualTo("甲");
        assertThat(node.count("core_contact_point")).isEqualTo(1);
        node.expect(node.run(second, "source", "pos", "onDuplicate", "FILL"), 0, 0, 1, 0);
        node.expect(node.run(second, "source", "pos", "onDuplicate", "OVERWRITE"), 0, 1, 0, 0);

        assertThat(node.query("SELECT company, display_name FROM core_customer"))
                .containsExactly("乙|李大明");
        assertThat(node.count("core_contact_point")).isEqualTo(2);
        assertThat(node.query("SELECT COUNT(*) FROM core_contact_point WHERE is_primary = TRUE"))
                .containsExactly("1");
        assertThat(customers.journal.types()).containsExactly("core.customer.changed", "core.customer.changed");
        assertThat(node.count("core_customer_history")).isEqualTo(2);
        node.expect(node.run(second, "source", "pos", "onDuplicate", "OVERWRITE"), 0, 0, 1, 0);
    }

    @Test
    void theNewestRowWins() {
        var csv = "客户编号,姓名,公司,更新\nA1,李明,新,2026-05-02\nA1,李明,旧,2026-05-01\nA1,李明,最新,2026-05-03\n";
        var mapping = Map.of("客户编号", "identifier:pos", "姓名", "fullName", "公司", "company", "更新", "updatedAt");

        var view = node.run(csv, "source", "pos", "onDuplicate", "NEWEST", "mapping", mapping);

        node.expect(view, 1, 1, 1, 0);
        assertThat(company()).isEqualTo("最新");
    }

    @Test
    void reviewLeavesTheRowForAPerson() {
        there();
        var view = node.run(
                "客户编号,姓名,手机,公司\nA1,李明,13812345678,甲\nB2,王五,13800000009,\n", "source", "pos", "onDuplicate", "REVIEW");

        assertThat(view.review()).isEqualTo(1);
        assertThat(view.created()).isEqualTo(1);
        assertThat(node.errors(view)).contains("A1,李明,13812345678,甲,1,row-review,");
        assertThat(node.query("SELECT company FROM core_customer WHERE company IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aSharedTelephoneUnderAnotherNameIsNotTakenForTheSamePerson() {
        there();
        var view = node.run("客户编号,姓名,手机\nB1,王芳,13812345678\n", "source", "pos", "onDuplicate", "OVERWRITE");

        assertThat(view.review()).isEqualTo(1);
        assertThat(node.query("SELECT display_name FROM core_customer")).containsExactly("李明");
    }

    @Test
    void withoutAnyNumberNameAndBirthdayTellWhetherItIsTheSame() {
        var view = node.run("姓名,生日,公司\n李明,1990-05-01,\n李明,5月1日,甲\n李明,5月2日,\n", "onDuplicate", "OVERWRITE");

        node.expect(view, 2, 1, 0, 0);
        node.expect(node.run("姓名,生日,公司\n李明,5月2日,乙\n", "onDuplicate", "OVERWRITE"), 0, 1, 0, 0);
    }

    @Test
    void aMaskOfTheScreenIsNeverWrittenOverTheValue() {
        there();
        customers.policies.limit("contactPoints", FieldAccess.MASK);

        var view = node.run("客户编号,姓名,手机\nA1,李明,13812345670\n", "source", "pos", "onDuplicate", "OVERWRITE");

        node.expect(view, 0, 0, 0, 1);
        assertThat(node.query("SELECT error_code FROM core_import_row WHERE outcome = 'ERROR'"))
                .containsExactly("field-read-only");
        assertThat(node.count("core_contact_point")).isEqualTo(1);
    }

    // ------------------------------------------------------------------ rights

    @Test
    void whoMayNotImportTheKindMayNotUpload() {
        customers.access.grant(OTHER, "core:import:create", "core:import:view");

        assertThatThrownBy(() -> customers.access.as(OTHER, () -> node.upload(HEADER, ImportFixture.options())))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        assertThat(customers.access.as(OTHER, () -> node.desk.kinds(Locale.ENGLISH)))
                .isEmpty();
        assertThat(node.jobs.data.file("imports")).isEmptyDirectory();
    }

    @Test
    void rightsThatAreTakenAwayStopTheImportAtItsNextBatch() {
        var mine = new Visibility(false, Set.of(OTHER.id()), Set.of(), Set.of());
        Runnable grant = () -> customers.access.grant(
                OTHER, mine, "core:import:create", "core:import:view", "core:customer:create", "core:customer:view");
        grant.run();
        node.close();
        node = new ImportFixture(customers, new Wrapped(customers.imports, row -> TestKinds.aMoment()));

        var started = customers.access.as(
                OTHER, () -> node.upload(HEADER + people(0, 400), ImportFixture.options("source", "pos")));
        Awaitility.await().until(() -> node.count("core_customer") > 0);
        customers.access.revoke(OTHER);
        var failed = node.await(started);

        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.problem().type()).endsWith("/forbidden");
        assertThat(node.query("SELECT DISTINCT owner_id FROM core_customer")).containsExactly(OTHER.id());

        grant.run();
        node.desk.resume(started.id(), Locale.ENGLISH);
        node.expect(node.await(started), 400, 0, 0, 0);
    }

    @Test
    @DisplayName(
            "S-15: a row gives nobody a customer by an import whose actor may not hand over, or who would not see it")
    void ownersOfRows() {
        var name = "lin" + customers.ids.next().substring(30);
        var user = new UserEntity();
        user.id = customers.ids.next();
        user.username = name;
        user.displayName = name;
        user.state = "ACTIVE";
        user.createdAt = Instant.EPOCH;
        new UserStore(new CoreUnit(customers.database.jpa(), () -> "core")).insert(user);
        customers.access.grant(OTHER, FakeAccess.ALL, "core:import:create", "core:import:view", "core:customer:create");
        var mapping = Map.of("客户编号", "identifier:pos", "姓名", "fullName", "负责人", "owner");
        var options = ImportFixture.options("source", "pos", "mapping", mapping);
        var file = "客户编号,姓名,负责人\nO1,李明," + name + "\n";

        var unasked = customers.access.as(OTHER, () -> node.await(node.upload(file, options)));
        node.expect(unasked, 0, 0, 0, 1);
        assertThat(node.errors(unasked)).contains("owner-not-yours-to-choose");
        var blind = node.await(node.upload(file, options));
        node.expect(blind, 0, 0, 0, 1);
        assertThat(node.errors(blind)).contains("owner-blind");
        assertThat(node.query("SELECT COUNT(*) FROM core_customer")).containsExactly("0");
    }

    @Test
    void oneSeesHisOwnImports() {
        var mine = new Visibility(false, Set.of(OTHER.id()), Set.of(), Set.of());
        customers.access.grant(OTHER, mine, "core:import:create", "core:import:view", "core:customer:create");
        var foreign = node.run(HEADER + people(0, 1), "source", "pos");

        assertThatThrownBy(() -> customers.access.as(OTHER, () -> node.desk.get(foreign.id(), Locale.ENGLISH)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        assertThatThrownBy(() -> customers.access.as(OTHER, () -> node.errors.of(foreign.id(), Locale.ENGLISH)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    // ------------------------------------------------------------------ options

    @Test
    void anUploadThatIsHeldShowsWhatItIsAndFollowsItsOptions() {
        var held = node.upload(HEADER.replace(',', ';') + "A1;李明;13812345678\n", ImportFixture.options("start", false));

        assertThat(held.state()).isEqualTo(ImportState.PARSED);
        assertThat(held.separator()).isEqualTo(";");
        assertThat(held.header()).containsExactly("客户编号", "姓名", "手机");
        assertThat(held.sample()).containsExactly(List.of("A1", "李明", "13812345678"));
        assertThat(held.proposedMapping())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("客户编号", "identifier:import", "姓名", "fullName", "手机", "contact:PHONE"));

        var changed = node.desk.change(
                held.id(),
                held.version(),
                OptionsDraft.of(
                        Map.of("source", "POS", "mapping", Map.of("姓名", "fullName", "手机", ""), "onDuplicate", "SKIP")),
                Locale.ENGLISH);

        assertThat(changed.state()).isEqualTo(ImportState.MAPPED);
        assertThat(changed.mapping()).isEqualTo(Map.of("姓名", "fullName"));
        assertThat(changed.proposedMapping()).containsEntry("客户编号", "identifier:pos");
        assertThatThrownBy(() -> node.desk.change(held.id(), held.version(), OptionsDraft.of(Map.of()), Locale.ENGLISH))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.STALE));
        var comma = node.desk.change(
                held.id(), changed.version(), OptionsDraft.of(Map.of("separator", ",")), Locale.ENGLISH);
        assertThat(comma.header()).containsExactly("客户编号;姓名;手机");
        assertThat(comma.state()).isEqualTo(ImportState.PARSED);
    }

    @Test
    void optionsAtFaultAreNamedAndNothingOfTheFileStays() {
        refused(HEADER, Map.of("kind", "nothing"), "/kind");
        refused(HEADER, Map.of("kind", "customers", "onDuplicate", "EAT"), "/onDuplicate");
        refused(HEADER, Map.of("kind", "customers", "mapping", Map.of("姓名", "fullName", "手机", "phone")), "/mapping/手机");
        refused(HEADER, Map.of("kind", "customers", "mapping", Map.of("姓", "fullName")), "/mapping/姓");
        refused(HEADER, Map.of("kind", "customers", "key", "identifier:pos"), "/key");
        refused(HEADER, Map.of("kind", "customers", "zone", "Mars"), "/zone");
        refused(HEADER, Map.of("kind", "customers", "customers", "CREATE"), "/customers");
        refused(HEADER, Map.of("kind", "customers", "store", "没有的店"), "/store");
        refused("手机\n13812345678\n", Map.of("kind", "customers"), "/mapping");
        refused("", Map.of("kind", "customers"), "/file");
        refused("PK\u0003\u0004", Map.of("kind", "customers"), "/file");
        refused(
                IntStream.rangeClosed(0, 200).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n",
                Map.of("kind", "customers"),
                "/file");

        assertThat(node.jobs.data.file("imports")).isEmptyDirectory();
        assertThat(node.count("core_import")).isZero();
    }

    private void refused(String csv, Map<String, Object> options, String pointer) {
        assertThatThrownBy(() -> node.upload(csv, options))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults())
                                .as(pointer)
                                .extracting(org.kithwork.problem.Fault::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        var big = "x".repeat(11 * 1024 * 1024);

        assertThatThrownBy(() -> node.upload(big, ImportFixture.options()))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.TOO_LARGE));
        assertThat(node.jobs.data.file("imports")).isEmptyDirectory();
    }

    @Test
    void aFileThatBreaksInTheMiddleFailsThereAndKeepsTheRowsBefore() {
        var view = node.run(HEADER + people(0, 100) + "A1,\"李明,13812345678\n" + people(100, 110), "source", "pos");

        assertThat(view.state()).isEqualTo(ImportState.FAILED);
        assertThat(view.problem().detail()).contains("102");
        assertThat(node.count("core_customer")).isBetween(1L, 100L);
    }

    // ------------------------------------------------------------------ protection

    @Test
    void noTelephoneNumberLiesInClearInUploadJobOrImportTables() throws IOException {
        node.run(HEADER + "A1,李明,13812345678\nA2,王五,13812345678x\nA2,,13812345678\n", "source", "pos");

        for (var table : ImportFixture.TABLES) {
            for (var row : node.query("SELECT * FROM " + table)) {
                assertThat(row).as(table).doesNotContain("13812345678");
            }
        }
        try (var files = Files.list(node.jobs.data.file("imports"))) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(Files.readAllBytes(file)).isNotEmpty();
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("13812345678");
                assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            });
        }
    }

    @Test
    @DisplayName("IMP-09, ARC-10: what comes in with its customer is as old as he was where he comes from")
    void contactsAreAsOldAsTheirCustomer() {
        var mapping = Map.of("客户编号", "identifier:pos", "姓名", "fullName", "手机", "contact:PHONE", "建档时间", "createdAt");
        var ended = node.await(node.upload(
                "客户编号,姓名,手机,建档时间\nAGE1,李明,13812345670,2024-03-01 10:00\n",
                ImportFixture.options("source", "pos", "mapping", mapping)));
        node.expect(ended, 1, 0, 0, 0);

        var id = node.query("SELECT customer_id FROM core_contact_point").get(0);
        var states = customers.memberStates.of(new CustomerId(id));
        assertThat(states.get("phone").since()).isEqualTo(Instant.parse("2024-03-01T02:00:00Z"));
        assertThat(states.get("name").since()).isEqualTo(states.get("phone").since());
    }

    @Test
    void uploadsAndWhatTheySaidExpire() {
        var ended = node.run(HEADER + "A1,李明,13812345678\nA2,,1\n", "source", "pos");
        var held = node.upload(HEADER + "A3,李明,13812345679\n", ImportFixture.options("start", false));
        node.cleaning.clean();
        assertThat(node.uploads.exists(ended.id())).isTrue();

        customers.database.transactions().run(() -> {
            node.store.lock(ended.id()).orElseThrow().finishedAt = java.time.Instant.EPOCH;
            node.store.lock(held.id()).orElseThrow().createdAt = java.time.Instant.EPOCH;
        });
        node.cleaning.clean();

        assertThat(node.jobs.data.file("imports")).isEmptyDirectory();
        assertThat(node.get(ended.id()).header()).isEmpty();
        assertThat(node.get(ended.id()).state()).isEqualTo(ImportState.DONE_WITH_ERRORS);
        assertThat(node.get(held.id()).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(node.query("SELECT reason_cipher FROM core_import_row WHERE outcome = 'ERROR'"))
                .containsExactly("null");
        assertThatThrownBy(() -> node.errors(ended))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("import-expired"));
    }
}
