package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.importing.reader.Workbooks.number;
import static org.kithwork.core.internal.importing.reader.Workbooks.row;
import static org.kithwork.core.internal.importing.reader.Workbooks.text;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.importing.TestKinds.Wrapped;
import org.kithwork.core.internal.importing.reader.Workbooks;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** Workbooks through the whole import. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class WorkbookImportsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final String HEADER = row(1, text("客户编号"), text("姓名"), text("手机"), text("生日"));

    private final CustomerFixture customers;
    private ImportFixture node;

    WorkbookImportsTest(DatabaseKind kind) {
        customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        node = new ImportFixture(customers);
    }

    @BeforeEach
    void clear() {
        node.clear();
        customers.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private ImportView upload(byte[] file, Object... options) {
        var upload = node.desk.receive("sheet.csv", new ByteArrayInputStream(file));
        var all = new HashMap<>(ImportFixture.options(options));
        all.putIfAbsent("source", "pos");
        return node.desk.create(upload, OptionsDraft.of(all), false, Locale.ENGLISH);
    }

    private static String person(int row, String number, String name, String phone) {
        return row(row, text(number), text(name), number(phone, 0), number("32994", 1));
    }

    @Test
    @DisplayName(
            "IMP-08: a workbook is imported by its content, and what a spreadsheet has spoilt is an error of its row")
    void imp08_traps() {
        var book = new Workbooks()
                .styles(14, 11)
                .sheet(
                        "客户",
                        HEADER,
                        person(2, "A1", "李明", "13812345678"),
                        row(3, text("A2"), text("张三"), number("13800000000", 2)),
                        row(4, text("A3"), text("王五"), text("１３８１２３４５６７９")),
                        row(5, text("A4"), "<c t=\"e\"><v>#N/A</v></c>", number("13812345670", 0)),
                        row(8, number("1.10105194912310002E17", 0), text("赵六"), number("13812345671", 0)),
                        row(9, text("A6"), text("孙七"), number("1012345678", 0)));

        var view = node.await(upload(book.bytes()));

        node.expect(view, 2, 0, 0, 4);
        assertThat(view.format()).isEqualTo("XLSX");
        assertThat(view.sheet()).isEqualTo("客户");
        assertThat(view.headerRow()).isEqualTo(1);
        assertThat(node.query("SELECT row_no, error_code, error_column FROM core_import_row"
                        + " WHERE outcome = 'ERROR' ORDER BY row_no"))
                .containsExactly(
                        "2|phone-scientific|手机", "4|cell-error|姓名", "7|number-scientific|客户编号", "8|phone-zero-lost|手机");
        assertThat(node.query(
                        "SELECT birth_year, birth_month, birth_day FROM core_customer WHERE birth_year IS NOT NULL"))
                .containsExactly("1990|5|1");
        assertThat(node.errors(view))
                .contains("\r\nA2,张三,1.38E+10,,2,phone-scientific,")
                .contains("\r\nA4,#N/A,13812345670,,4,cell-error,");
    }

    @Test
    @DisplayName("IMP-06: the same workbook again, or its rows as CSV, changes nothing and tells nobody")
    void imp06_again() {
        var bytes = new Workbooks()
                .styles(14)
                .sheet("s", HEADER, person(2, "A1", "李明", "13812345678"), person(3, "A2", "张三", "13812345679"))
                .bytes();
        node.expect(node.await(upload(bytes)), 2, 0, 0, 0);
        var events = customers.journal.events().size();

        node.expect(node.await(upload(bytes)), 0, 0, 2, 0);
        node.expect(node.run("客户编号,姓名,手机,生日\nA1,李明,13812345678,1990-05-01\n", "source", "pos"), 0, 0, 1, 0);

        assertThat(customers.journal.events()).hasSize(events);
        assertThat(node.count("core_customer_history")).isZero();
    }

    @Test
    void anotherSheetAndAnotherHeaderAreChosenBeforeTheStart() {
        var bytes = new Workbooks()
                .styles(14)
                .sheet("说明", row(1, text("看第二页"), text("谢谢")))
                .sheet(
                        "客户",
                        row(1, text("门店"), text("一店")),
                        row(2, text("客户编号"), text("姓名"), text("手机"), text("生日")),
                        person(3, "A1", "李明", "13812345678"))
                .bytes();
        var first = upload(bytes, "start", false);
        assertThat(first.header()).containsExactly("看第二页", "谢谢");
        assertThat(first.sheets()).containsExactly("说明", "客户");

        var second =
                node.desk.change(first.id(), first.version(), OptionsDraft.of(Map.of("sheet", "客户")), Locale.ENGLISH);
        assertThat(second.header()).containsExactly("门店", "一店");
        var third =
                node.desk.change(first.id(), second.version(), OptionsDraft.of(Map.of("headerRow", 2)), Locale.ENGLISH);
        assertThat(third.header()).containsExactly("客户编号", "姓名", "手机", "生日");
        assertThat(third.proposedMapping()).containsEntry("客户编号", "identifier:pos");

        node.desk.start(first.id(), false, Locale.ENGLISH);
        node.expect(node.await(third), 1, 0, 0, 0);
    }

    @Test
    void aChangeOfTheSheetThatIsRefusedLeavesTheFormerOneToBeImported() {
        var bytes = new Workbooks()
                .styles(14)
                .sheet("客户", HEADER, person(2, "A1", "李明", "13812345678"))
                .sheet("旧", HEADER, person(2, "B1", "张三", "13812345679"))
                .bytes();
        var held = upload(bytes, "start", false);

        assertThatThrownBy(() -> node.desk.change(
                        held.id(),
                        held.version(),
                        OptionsDraft.of(Map.of("sheet", "旧", "mapping", Map.of("姓名", "nothing"))),
                        Locale.ENGLISH))
                .isInstanceOf(Problem.class);

        node.desk.start(held.id(), false, Locale.ENGLISH);
        node.expect(node.await(held), 1, 0, 0, 0);
        assertThat(node.query("SELECT identifier FROM core_identifier")).containsExactly("A1");
        node.desk.discard(new Upload(held.id(), "", 0));
        assertThat(node.stored()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithASentenceAndLeavesNothing() {
        var sheet = row(1, text("姓名"), text("b"));
        refused(Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 5000), "workbook-old");
        refused(new Workbooks().sheet("s", sheet).part("xl/vbaProject.bin", "x").bytes(), "workbook-macros");
        refused(new Workbooks().type("text/x").sheet("s", sheet).bytes(), "csv-is-workbook");
        assertThatThrownBy(() -> node.upload("姓名,手机\n李,1\n", ImportFixture.options("sheet", "x")))
                .isInstanceOf(Problem.class);
        assertThat(node.count("core_import")).isZero();
        assertThat(node.stored()).isEmpty();
    }

    private void refused(byte[] file, String code) {
        assertThatThrownBy(() -> upload(file))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/file");
                            assertThat(fault.message().code()).isEqualTo(code);
                        }));
    }

    @Test
    @DisplayName("IMP-01: a workbook goes on behind the last row that was kept")
    void imp01_resume() {
        var rows = IntStream.range(0, 900)
                .mapToObj(
                        i -> person(i + 2, "K" + i, "王小" + (char) ('一' + i), String.format(Locale.ROOT, "139%08d", i)))
                .toArray(String[]::new);
        var bytes = new Workbooks()
                .styles(14)
                .sheet("s", HEADER + String.join("", rows))
                .bytes();
        node.close();
        node = new ImportFixture(customers, new Wrapped(customers.imports, row -> {
            if (row.number() == 450) {
                throw new Error("killed");
            }
        }));
        var started = upload(bytes);
        Awaitility.await().until(() -> node.count("core_customer") > 0 && node.jobs.runner.isIdleNow());
        var half = node.count("core_customer");
        node.close();
        node = new ImportFixture(customers, node.jobs.data);

        assertThat(half).isBetween(1L, 449L);
        node.expect(node.await(started), 900, 0, 0, 0);
        assertThat(node.count("core_customer")).isEqualTo(900);
        assertThat(node.count("core_import_row")).isEqualTo(900);
    }
}
