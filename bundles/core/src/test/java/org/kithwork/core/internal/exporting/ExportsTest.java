package org.kithwork.core.internal.exporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.exporting.ExportFixture.contact;
import static org.kithwork.core.internal.exporting.ExportFixture.csv;
import static org.kithwork.core.internal.exporting.ExportFixture.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ezvcard.Ezvcard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.SharedData;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvSource;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.core.internal.operation.ExportVault;
import org.kithwork.job.spi.JobRun;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

/** Lists of customers as files. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ExportsTest {

    private static final Pattern RUN_BY_SPREADSHEETS = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠]");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int numbers = 10_000_000;

    private final ExportFixture it;
    private final String tag = "t" + UUID.randomUUID();

    ExportsTest(DatabaseKind kind) {
        it = new ExportFixture(kind);
    }

    @BeforeEach
    void clear() {
        it.customers.audit.clear();
        it.customers.policies.clear();
        it.customers.access.revoke(FakeAccess.SOMEBODY);
        it.customers.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        it.customers.policies.clear();
        it.customers.access.revoke(FakeAccess.SOMEBODY);
        it.customers.access.allowAll(FakeAccess.SOMEBODY);
        exportRows(1_000_000);
        it.close();
    }

    private void exportRows(int most) {
        var settings = it.customers.limits.settings;
        settings.change(settings.get().version(), FakePatch.of("exportRows", most));
    }

    private static String phone() {
        return "159" + ++numbers;
    }

    /** The header and the rows, each cell as it stood in the store. */
    private static List<List<String>> table(byte[] file, String encoding, boolean mark) throws IOException {
        var format = new CsvFormat(Charset.forName(encoding), ',', mark ? 3 : 0, true, 0);
        var rows = new ArrayList<List<String>>();
        try (var source = CsvSource.open(() -> new ByteArrayInputStream(file), format)) {
            rows.add(source.header());
            for (var row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(row.get().cells());
            }
        }
        return rows;
    }

    private static List<List<String>> table(byte[] file) throws IOException {
        return table(file, "UTF-8", true);
    }

    private List<Audit.Entry> audited(String action) {
        return it.customers.audit.entries().stream()
                .filter(entry -> entry.action().equals(action))
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, ProblemKind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    // ------------------------------------------------------------------ what stands in a file

    @Test
    @DisplayName(
            "IMP-19: a CSV file has what the actor sees, is sealed on the disk, and is in the audit with its purpose")
    void aCsvFileHasWhatTheActorSees() throws IOException {
        var number = phone();
        var kept = it.customer("苏木槿", "靠窗", tag, contact("PHONE", number), contact("EMAIL", number + "@example.com"));

        var view = it.run(csv(tag, "displayName", "phone", "email", "note", "id"));

        assertThat(view.state()).as("%s", view.problem()).isEqualTo(ExportState.READY);
        assertThat(view.rows()).isEqualTo(1);
        assertThat(view.mine()).isTrue();
        assertThat(new String(it.sealed(view), UTF_8)).doesNotContain("苏木槿", number, "靠窗");
        var file = it.file(view);
        assertThat(file).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
        assertThat((long) file.length).isEqualTo(view.size());
        assertThat(table(file))
                .containsExactly(
                        List.of("系统编号", "姓名", "手机", "手机2", "手机3", "邮箱", "邮箱2", "备注", "kithwork:export"),
                        List.of(
                                kept.id().value(),
                                "苏木槿",
                                number,
                                "",
                                "",
                                number + "@example.com",
                                "",
                                "靠窗",
                                view.id()));
        assertThat(it.get(FakeAccess.SOMEBODY, view.id()).downloads()).isEqualTo(1);
        assertThat(audited("export.started")).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("门店盘点");
            assertThat(entry.detail()).containsEntry("tag", tag).containsEntry("format", "CSV");
        });
        assertThat(audited("export.made")).singleElement().satisfies(entry -> {
            assertThat(entry.objectId()).isEqualTo(view.id());
            assertThat(entry.detail())
                    .containsEntry("rows", 1L)
                    .containsEntry("columns", List.of("displayName", "phone", "email", "note", "id"));
        });
        assertThat(audited("export.downloaded")).hasSize(1);
        assertThat(it.customers.audit.entries().toString()).doesNotContain("苏木槿", number, "靠窗");
    }

    @Test
    @DisplayName("IMP-19: what is masked on the screen is masked in the file, and what is hidden is no column of it")
    void masksAreThoseOfTheScreen() throws IOException {
        it.customer("陆长风", "私下", tag, contact("PHONE", phone()));
        it.customers.policies.limit("contactPoints", FieldAccess.MASK);
        it.customers.policies.limit("displayName", FieldAccess.MASK);
        it.customers.policies.limit("note", FieldAccess.HIDE);

        assertThat(it.desk.columns(Locale.ENGLISH))
                .extracting(ExportColumns.Offered::name)
                .contains("phone", "displayName")
                .doesNotContain("note");
        assertThatThrownBy(() -> it.start(csv(tag, "note")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/columns/0"));
        var view = it.run(csv(tag));

        var text = new String(it.file(view), UTF_8);
        assertThat(text).contains("159****").doesNotContain("陆长风", "私下", String.valueOf(numbers));
        var cards = it.run(draft("VCARD4", tag));
        assertThat(new String(it.file(cards), UTF_8))
                .as("a telephone would call what is masked")
                .contains("FN:")
                .doesNotContain("TEL", "159", "陆长风");
    }

    @Test
    @DisplayName(
            "IMP-19: the masks are those of the moment in which the file is made, not of that in which it was asked for")
    void theMasksAreThoseOfTheRun() {
        var number = phone();
        it.customer("时差", "机密", tag, contact("PHONE", number));
        it.jobs.handlers();
        var asked = it.start(csv(tag, "displayName", "phone", "note"));
        it.customers.policies.limit("contactPoints", FieldAccess.MASK);
        it.customers.policies.limit("note", FieldAccess.HIDE);
        it.jobs.handlers(it.job);

        var text = new String(it.file(it.await(asked)), UTF_8);
        assertThat(text).contains("时差", "159****").doesNotContain(number, "机密", "备注");
    }

    @Test
    @DisplayName("IMP-19: a line of JSON has the members that REST gives of the customer")
    void aLineOfJsonIsWhatRestShows() throws IOException {
        var kept = it.customer("何君", "红茶", tag, contact("PHONE", phone()), contact("ADDRESS", "人民路1号"));
        it.customers.policies.limit("contactPoints", FieldAccess.MASK);

        var view = it.run(draft("JSONL", tag));

        var lines = new String(it.file(view), UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        JsonNode line = JSON.readTree(lines.get(0));
        JsonNode rest = JSON.readTree(it.json.write(it.customers.directory.get(kept.id())));
        assertThat(line.path("export").asText()).isEqualTo(view.id());
        var members = new ArrayList<String>();
        line.fieldNames().forEachRemaining(members::add);
        assertThat(members).contains("id", "displayName", "contactPoints", "note", "tags", "createdAt");
        members.remove("export");
        assertThat(members).allSatisfy(member -> assertThat(line.path(member)).isEqualTo(rest.path(member)));
        assertThat(line.path("contactPoints").findValuesAsText("value"))
                .contains("159****" + String.valueOf(numbers).substring(4));
    }

    @Test
    @DisplayName("IMP-19: a table may be GB18030 for old spreadsheets, and rare characters survive")
    void aTableMayBeGb18030() throws IOException {
        it.customer("𠮷野䶮", "㐂", tag);
        var view = it.run(new ExportDraft(
                "CSV",
                "gb18030",
                List.of("displayName", "note"),
                "旧电脑",
                new ExportDraft.Filter(null, null, null, tag, null),
                null));

        var rows = table(it.file(view), "GB18030", false);
        assertThat(rows.get(1)).startsWith("𠮷野䶮", "㐂");
        assertThat(it.desk.take(view.id()).type()).isEqualTo("text/csv;charset=gb18030");
    }

    @Test
    @DisplayName("IMP-19: cards of both versions are read back with name, numbers, company, tags and birthday")
    void cardsAreReadBack() {
        var number = phone();
        it.customer("欧阳娜娜", "左撇子", tag, contact("PHONE", number), contact("EMAIL", "nana@example.com"));
        for (var format : List.of("VCARD4", "VCARD3")) {
            var view = it.run(draft(format, tag));
            var cards = Ezvcard.parse(new String(it.file(view), UTF_8)).all();
            assertThat(cards).singleElement().satisfies(card -> {
                assertThat(card.getVersion().getVersion()).isEqualTo(format.equals("VCARD4") ? "4.0" : "3.0");
                assertThat(card.getFormattedName().getValue()).isEqualTo("欧阳娜娜");
                assertThat(card.getStructuredName().getFamily()).isEqualTo("欧阳");
                assertThat(card.getTelephoneNumbers().get(0).getText()).isEqualTo(number);
                assertThat(card.getEmails().get(0).getValue()).isEqualTo("nana@example.com");
                assertThat(card.getCategories().getValues()).containsExactly(tag);
                assertThat(card.getNotes().get(0).getValue()).isEqualTo("左撇子");
                assertThat(card.getExtendedProperty("X-KITHWORK-EXPORT").getValue())
                        .isEqualTo(view.id());
            });
        }
    }

    @Test
    @DisplayName(
            "IMP-19: no cell is run as a formula, and what is read back is what was stored, for every hostile text")
    void noCellIsRunAndEverythingComesBack() throws IOException {
        var texts = new ArrayList<String>();
        for (var text : SharedData.json("strings/blns.json")) {
            texts.add(text.asText());
        }
        texts.addAll(Files.readAllLines(SharedData.find("security/csv_formula_payloads.txt")));
        texts.addAll(List.of("=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1", "'", "a=b"));
        var stored = new HashMap<String, String>();
        for (var text : texts) {
            var customer = it.customer("顽皮", text, tag);
            stored.put(customer.id().value(), customer.note() == null ? "" : customer.note());
        }
        assertThat(stored.values().stream().filter(note -> !note.isEmpty()).count())
                .isGreaterThan(480);

        for (var encoding : List.of("UTF-8", "GB18030")) {
            var view = it.run(new ExportDraft(
                    "CSV",
                    encoding,
                    List.of("id", "note"),
                    "测试",
                    new ExportDraft.Filter(null, null, null, tag, null),
                    null));
            assertThat(view.state()).as("%s", view.problem()).isEqualTo(ExportState.READY);
            var rows = table(it.file(view), encoding, encoding.equals("UTF-8"));
            var back = new HashMap<String, String>();
            for (var row : rows.subList(1, rows.size())) {
                assertThat(row)
                        .noneMatch(cell -> RUN_BY_SPREADSHEETS.matcher(cell).find());
                back.put(row.get(0), FormulaGuard.unguard(row.get(1)));
            }
            assertThat(back).isEqualTo(stored);
        }
    }

    // ------------------------------------------------------------------ who stands in it

    @Test
    @DisplayName("IMP-19, S-13: only customers in the scope of both rights stand in it; others cannot be named")
    void onlyCustomersInScope() throws IOException {
        var mine = it.customer("自己人", null, tag);
        it.customer("外人", null, tag);
        var sees = new Visibility(false, Set.of(), Set.of(), Set.of());
        it.customers.access.revoke(FakeAccess.SOMEBODY);
        it.customers.access.grant(
                FakeAccess.SOMEBODY, "core:customer:view", "core:export:view", "core:export:create", "core:job:view");
        var chosen = new ExportDraft(
                "CSV",
                null,
                List.of("displayName"),
                "挑选",
                null,
                List.of(mine.id().value()));
        var view = it.run(chosen);
        assertThat(new String(it.file(view), UTF_8)).contains("自己人").doesNotContain("外人");

        it.customers.access.grant(FakeAccess.SOMEBODY, sees, "core:export:create");
        assertRefused(() -> it.start(chosen), ProblemKind.NOT_FOUND);
        assertThat(it.run(csv(tag)).rows()).isZero();
        it.customers.access.grant(FakeAccess.SOMEBODY, sees, "core:customer:view");
        assertThat(it.run(csv(tag)).rows()).isZero();
    }

    @Test
    @DisplayName("IMP-19: a search stands in the file with each customer once, and its text is not in the audit")
    void aSearchStandsInTheFile() throws IOException {
        var number = phone();
        it.customer("钱多多", null, tag, contact("PHONE", number));
        it.customer("钱少少", null, tag);
        var view = it.run(new ExportDraft(
                "CSV", null, List.of("displayName"), "查找", new ExportDraft.Filter("钱多多", null, null, tag, null), null));

        assertThat(table(it.file(view))).hasSize(2);
        assertThat(audited("export.started").get(0).detail()).containsEntry("search", true);
        assertThat(it.customers.audit.entries().toString()).doesNotContain("钱多多");
    }

    @Test
    @DisplayName("IMP-19: what is asked for wrongly is refused with every fault")
    void whatIsAskedForWronglyIsRefused() {
        assertThatThrownBy(() -> it.start(new ExportDraft(
                        "XLS",
                        "latin",
                        List.of("displayName", "wages"),
                        " ",
                        new ExportDraft.Filter(null, "x", null, null, null),
                        List.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder(
                                        "/format", "/encoding", "/columns/1", "/purpose", "/filter/store", "/ids"));
        assertThatThrownBy(() -> it.start(new ExportDraft(
                        "JSONL",
                        "GB18030",
                        null,
                        "x",
                        new ExportDraft.Filter(null, null, null, null, Map.of("unknown", "1")),
                        null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/encoding"));
        assertThatThrownBy(() -> it.start(new ExportDraft(
                        "JSONL",
                        null,
                        null,
                        "x",
                        new ExportDraft.Filter(null, null, null, null, Map.of("unknown", "1")),
                        null)))
                .isInstanceOf(Problem.class);
    }

    // ------------------------------------------------------------------ how much, how long, for whom

    @Test
    @DisplayName(
            "IMP-19, S-19: more rows than are left of the day are refused as a whole, and nothing is left of the file")
    void moreThanIsLeftOfTheDayIsRefused() {
        for (int i = 0; i < 3; i++) {
            it.customer("限额" + i, null, tag);
        }
        exportRows(0);

        var view = it.run(csv(tag));

        assertThat(view.state()).isEqualTo(ExportState.FAILED);
        assertThat(view.problem()).isNotNull();
        assertThat(it.sealed(view)).isNull();
        assertRefused(() -> it.file(view), ProblemKind.CONFLICT);
        assertThat(audited("export.made")).isEmpty();
    }

    @Test
    @DisplayName(
            "IMP-19: only whoever asked for a file may have it, while he has the right; who sees all may remove it")
    void onlyWhoeverAskedMayHaveIt() {
        it.customer("独享", null, tag);
        var view = it.run(csv(tag));
        var other = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "Other");
        it.customers.access.allowAll(other);
        it.customers.access.run(other, () -> {
            assertThat(it.desk.list(PageRequest.first(50), Locale.ENGLISH).items())
                    .filteredOn(shown -> shown.id().equals(view.id()))
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.mine()).isFalse());
            assertRefused(() -> it.file(view), ProblemKind.NOT_FOUND);
        });
        var stranger = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "Stranger");
        it.customers.access.grant(
                stranger, new Visibility(false, Set.of(stranger.id()), Set.of(), Set.of()), "core:export:view");
        it.customers.access.run(stranger, () -> {
            assertRefused(() -> it.desk.get(view.id(), Locale.ENGLISH), ProblemKind.NOT_FOUND);
            assertRefused(() -> it.desk.remove(view.id()), ProblemKind.NOT_FOUND);
            assertThat(it.desk.list(PageRequest.first(50), Locale.ENGLISH).items())
                    .isEmpty();
        });

        it.customers.access.revoke(FakeAccess.SOMEBODY);
        it.customers.access.grant(FakeAccess.SOMEBODY, "core:export:view");
        assertRefused(() -> it.file(view), ProblemKind.FORBIDDEN);
        it.customers.access.allowAll(FakeAccess.SOMEBODY);

        it.customers.access.run(other, () -> it.desk.remove(view.id()));
        assertThat(it.sealed(view)).isNull();
        assertThat(it.get(FakeAccess.SOMEBODY, view.id()).state()).isEqualTo(ExportState.GONE);
        assertRefused(() -> it.file(view), ProblemKind.CONFLICT);
    }

    @Test
    @DisplayName("IMP-19: a file is gone after its time, and once somebody was erased")
    void aFileIsGoneAfterItsTime() throws IOException {
        it.customer("短暂", null, tag);
        var view = it.run(csv(tag));
        it.clock.advance(Duration.ofHours(24));
        assertRefused(() -> it.file(view), ProblemKind.CONFLICT);
        it.cleaning.clean();
        assertThat(it.sealed(view)).isNull();
        assertThat(it.get(FakeAccess.SOMEBODY, view.id()).state()).isEqualTo(ExportState.GONE);

        var next = it.run(csv(tag));
        assertThat(next.state()).isEqualTo(ExportState.READY);
        it.vault.delete(ExportVault.LISTS);
        assertThat(it.get(FakeAccess.SOMEBODY, next.id()).state()).isEqualTo(ExportState.GONE);
        assertRefused(() -> it.file(next), ProblemKind.CONFLICT);
    }

    // ------------------------------------------------------------------ interruptions

    /** A run that is told to stop after so many asks. */
    private static final class Interrupted implements JobRun {

        private final ExportView export;
        private int asks;

        Interrupted(ExportView export, int asks) {
            this.export = export;
            this.asks = asks;
        }

        @Override
        public String id() {
            return String.valueOf(export.jobId());
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("export", export.id());
        }

        @Override
        public Map<String, Object> state() {
            return Map.of();
        }

        @Override
        public void save(Map<String, Object> state) {}

        @Override
        public void progress(long done, long total) {}

        @Override
        public void problem(Message message) {}

        @Override
        public boolean stopRequested() {
            return asks-- <= 0;
        }
    }

    @Test
    @DisplayName(
            "IMP-19: a file that was interrupted is begun anew and comes whole; one that is cancelled leaves nothing")
    void anInterruptedFileIsBegunAnew() throws IOException {
        for (int i = 0; i < 250; i++) {
            it.customer("断点" + i, null, tag);
        }
        it.jobs.handlers();
        var view = it.start(csv(tag, "displayName"));
        it.job.run(new Interrupted(view, 1));
        assertThat(it.sealed(view)).isNull();

        it.job.run(new Interrupted(view, 100));
        assertThat(it.get(FakeAccess.SOMEBODY, view.id()).state()).isEqualTo(ExportState.READY);
        var rows = table(it.file(view));
        assertThat(rows).hasSize(251);
        assertThat(Set.copyOf(rows)).hasSize(251);

        var cancelled = it.start(csv(tag));
        it.desk.remove(cancelled.id());
        it.job.run(new Interrupted(cancelled, 100));
        assertThat(it.sealed(cancelled)).isNull();
        assertThat(it.get(FakeAccess.SOMEBODY, cancelled.id()).state()).isEqualTo(ExportState.CANCELLED);
    }

    @Test
    @DisplayName("IMP-19: more customers than one file may have are refused, not cut")
    void moreThanOneFileMayHaveIsRefused() {
        var small = new ExportFiles(it.vault, 2, Duration.ofHours(1));
        assertThat(small.mostRows()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            it.customer("太多" + i, null, tag);
        }
        it.jobs.handlers();
        var view = it.start(csv(tag));
        var columns = new ExportColumns(it.customers.lists);
        var job = new ExportJob(
                it.store,
                new ExportCipher(it.customers.keys, it.json),
                new ExportWriting(it.customers.lists, columns, it.customers.company, it.json),
                small,
                it.end(small),
                it.customers.access);

        assertRefused(() -> job.run(new Interrupted(view, 100)), ProblemKind.TOO_LARGE);
        assertThat(it.sealed(view)).isNull();
        // Nobody here refuses it again: the next node on this database would make it.
        it.desk.remove(view.id());
    }

    @Test
    void theListOfExportsIsReadFromAnIndex() {
        if (it.customers.database.kind() != DatabaseKind.DERBY) {
            return;
        }
        var all = DerbyPlan.of(it.customers.database, () -> it.store.ids(FakeAccess.ALL, PageRequest.first(50)));
        assertThat(all).contains("CORE_EXPORT_ID").doesNotContain("Sort ResultSet");
        var mine = new Visibility(false, Set.of(UUID.randomUUID().toString()), Set.of(), Set.of());
        var own = DerbyPlan.of(it.customers.database, () -> it.store.ids(mine, PageRequest.first(50)));
        assertThat(own).contains("CORE_EXPORT_OWNER").doesNotContain("Sort ResultSet");
    }
}
