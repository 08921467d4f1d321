package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

/** What an import created is taken back, and whatever somebody has touched since stays. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ImportUndoTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final String HEADER = "客户编号,姓名,手机,公司\n";
    private static final String LI = "A1,李明,13812345601,甲\n";
    private static final String WANG = "A2,王芳,13812345602,乙\n";
    private static final String ZHAO = "A3,赵敏,13812345603,丙\n";

    private final CustomerFixture customers;
    private ImportFixture node;

    ImportUndoTest(DatabaseKind kind) {
        customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        node = new ImportFixture(customers);
    }

    @BeforeEach
    void clear() {
        node.clear();
        node.access.allowAll(FakeAccess.SOMEBODY);
        customers.removals.here(customers.data());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private ImportView imported(String rows, Object... more) {
        var options = new ArrayList<Object>(List.of("source", "pos"));
        options.addAll(List.of(more));
        return node.run(HEADER + rows, options.toArray());
    }

    private ImportView undone(ImportView view) {
        return node.await(node.undo.undo(view.id(), Locale.ENGLISH));
    }

    private List<String> left(ImportView view) {
        return node.undo.left(view.id(), PageRequest.first(100), Locale.ENGLISH).items().stream()
                .map(row -> row.row() + " " + row.code())
                .toList();
    }

    private CustomerId customer(String name) {
        return new CustomerId(node.query("SELECT id FROM core_customer WHERE display_name = '" + name + "'")
                .get(0));
    }

    @Test
    @DisplayName("IMP-09: a record tells which import brought it in and who ran that, until it was taken back")
    void origins() {
        var first = imported(LI + WANG);
        imported(LI.replace("甲", "新") + ZHAO, "onDuplicate", "OVERWRITE");
        var origins = new RecordedOrigins(node.rows, node.arrivals);
        var li = customer("李明").value();
        var zhao = customer("赵敏").value();

        var found = origins.of("customers", List.of(li, zhao, "nobody"));

        assertThat(found).containsOnlyKeys(li, zhao);
        assertThat(found.get(li).importId()).isEqualTo(first.id());
        assertThat(found.get(li).importedBy().name()).isEqualTo(FakeAccess.SOMEBODY.name());
        assertThat(found.get(zhao).importId()).isNotEqualTo(first.id());
        assertThat(origins.of("purchases", List.of(li))).isEmpty();
        assertThat(origins.of("customers", List.of())).isEmpty();
    }

    @Test
    @DisplayName("IMP-07: what an import created is gone after its undo, and the same file creates it again")
    void whatAnImportCreatedIsGoneAndMayComeAgain() {
        var view = imported(LI + WANG + "A3,,1\n");
        assertThat(view.undoable()).isTrue();

        var undone = undone(view);

        assertThat(undone.state()).isEqualTo(ImportState.UNDONE);
        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(2L, 0L);
        assertThat(undone.undoable()).isFalse();
        assertThat(node.query("SELECT display_name, note_cipher, company, status FROM core_customer"))
                .containsExactly("null|null|null|ERASED", "null|null|null|ERASED");
        for (var table : List.of("core_contact_point", "core_identifier", "core_search_key", "core_import_key")) {
            assertThat(node.count(table)).as(table).isZero();
        }
        assertThat(left(view)).isEmpty();
        assertThat(node.customers.audit.actions()).contains("import.undo-started", "import.undone");

        node.expect(imported(LI + WANG), 2, 0, 0, 0);
        assertThat(node.query("SELECT display_name FROM core_customer WHERE status = 'ACTIVE'"))
                .containsExactlyInAnyOrder("李明", "王芳");
    }

    @Test
    @DisplayName("IMP-07: a customer whom somebody changed since stays, whole, and the list says so")
    void whoWasChangedSinceStays() {
        var view = imported(LI + WANG + ZHAO);
        var li = customers.directory.get(customer("李明"));
        customers.admin.change(li.id(), li.version(), FakePatch.of("occupation", "教师"));

        var undone = undone(view);

        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(2L, 1L);
        assertThat(left(view)).containsExactly("1 undo-changed");
        assertThat(customers.directory.get(li.id()).displayName()).isEqualTo("李明");
        // The row is known still: the same file does not bring him twice.
        node.expect(imported(LI + WANG + ZHAO), 2, 0, 1, 0);
    }

    @Test
    @DisplayName("IMP-07: what was there before the import stays as the import left it, and is listed")
    void whatWasThereBeforeStays() {
        imported(LI);
        var second = imported("A1,李明,13812345601,新公司\n" + WANG, "onDuplicate", "OVERWRITE");
        node.expect(second, 1, 1, 0, 0);

        var undone = undone(second);

        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(1L, 0L);
        assertThat(left(second)).containsExactly("1 undo-updated");
        assertThat(node.query("SELECT company FROM core_customer WHERE status = 'ACTIVE'"))
                .containsExactly("新公司");
    }

    @Test
    @DisplayName("IMP-07: whom another module uses stays")
    void whoIsUsedElsewhereStays() {
        var keeper = new Keeper();
        customers.removals.here(customers.data(), keeper);
        var view = imported(LI + WANG);
        keeper.keeps = customer("王芳");

        var undone = undone(view);

        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(1L, 1L);
        assertThat(left(view)).containsExactly("2 customer-used");
        assertThat(keeper.erased).hasSize(1).doesNotContain(keeper.keeps);
    }

    @Test
    @DisplayName("IMP-07: while a module is away that may use them everybody stays, and goes once it is back")
    void whileAModuleIsAwayEverybodyStays() {
        node.execute("INSERT INTO core_participant (name, first_seen, last_seen)"
                + " VALUES ('keeper', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        var view = imported(LI + WANG);

        undone(view);
        assertThat(left(view)).containsExactly("1 module-away", "2 module-away");

        node.execute("DELETE FROM core_participant");
        assertThat(customers.directory.get(customer("王芳")).displayName()).isEqualTo("王芳");
        var again = undone(view);
        assertThat(List.of(again.removed(), again.stayed())).containsExactly(2L, 0L);
        assertThat(left(view)).isEmpty();
    }

    @Test
    @DisplayName("IMP-07: an undo that died in the middle goes on where it was")
    void anUndoThatDiedGoesOn() {
        var rows = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            rows.append("B")
                    .append(i)
                    .append(",顾")
                    .append((char) (0x4e00 + i))
                    .append(",1390000")
                    .append(1000 + i)
                    .append(",\n");
        }
        var view = imported(rows.toString());
        var asked = new AtomicInteger();
        node.close();
        node = new ImportFixture(customers, node.jobs.data, new Dying(customers.imports, asked, 150));

        var started = node.undo.undo(view.id(), Locale.ENGLISH);
        Awaitility.await().until(() -> asked.get() >= 150 && node.jobs.runner.isIdleNow());
        var half = node.get(view.id()).removed();
        node.close();
        node = new ImportFixture(customers, node.jobs.data);
        var undone = node.await(started);

        assertThat(half).isEqualTo(100);
        assertThat(undone.state()).isEqualTo(ImportState.UNDONE);
        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(250L, 0L);
        assertThat(node.query("SELECT COUNT(*) FROM core_customer WHERE status <> 'ERASED'"))
                .containsExactly("0");
    }

    @Test
    @DisplayName("IMP-07: what cannot be taken back stays and stops no other")
    void whatFailsStopsNoOther() {
        var view = imported(LI + WANG + ZHAO);
        var wang = customer("王芳").value();
        node.close();
        node = new ImportFixture(customers, node.jobs.data, new Undoing(customers.imports) {
            @Override
            public Optional<Message> undo(String targetId, Instant until) {
                if (targetId.equals(wang)) {
                    throw new IllegalStateException("broken");
                }
                return super.undo(targetId, until);
            }
        });

        var undone = undone(view);

        assertThat(List.of(undone.removed(), undone.stayed())).containsExactly(2L, 1L);
        assertThat(left(view)).containsExactly("2 undo-failed");
    }

    @Test
    @DisplayName("IMP-07: only an import that has ended is undone, by those who may, if its kind can be")
    void whenAnImportCanBeUndone() {
        var view = imported(LI);
        refused(imported("A9,,1\n"), "undo-nothing");
        var trial = node.await(node.upload(HEADER + WANG, ImportFixture.options("source", "pos"), true));
        refused(trial, "undo-not-ended");
        node.access.revoke(FakeAccess.SOMEBODY);
        assertThatThrownBy(() -> node.undo.undo(view.id(), Locale.ENGLISH))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("forbidden"));
        node.access.allowAll(FakeAccess.SOMEBODY);
        undone(view);
        refused(view, "undo-nothing");

        node.close();
        node = new ImportFixture(customers, node.jobs.data, new TestKinds.Lines(customers.database));
        var lines = node.run("text\na\n", "kind", "lines", "source", "pos");
        assertThat(lines.undoable()).isFalse();
        refused(lines, "undo-unsupported");
    }

    private void refused(ImportView view, String code) {
        assertThatThrownBy(() -> node.undo.undo(view.id(), Locale.ENGLISH))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    /** A module that holds a record of one customer. */
    private static final class Keeper implements CustomerDataParticipant {

        private volatile @Nullable CustomerId keeps;
        private final List<CustomerId> erased = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "keeper";
        }

        @Override
        public MergePreview preview(CustomerMerge merge) {
            return new MergePreview(name(), Map.of());
        }

        @Override
        public void merge(CustomerMerge merge) {}

        @Override
        public void undo(CustomerMerge merge) {}

        @Override
        public void erase(CustomerErasure erasure) {
            erased.add(erasure.customer());
        }

        @Override
        public void export(CustomerExport export, ExportWriter writer) {
            if (export.customer().equals(keeps)) {
                writer.record("rows", Map.of("id", "1"));
            }
        }
    }

    /** A kind that undoes as another one. */
    private static class Undoing implements UndoableImportKind {

        private final UndoableImportKind other;

        Undoing(UndoableImportKind other) {
            this.other = other;
        }

        @Override
        public String kind() {
            return other.kind();
        }

        @Override
        public Message title() {
            return other.title();
        }

        @Override
        public Permission permission() {
            return other.permission();
        }

        @Override
        public List<ImportField> fields() {
            return other.fields();
        }

        @Override
        public Optional<String> key(ImportRow row, ImportOptions options) {
            return other.key(row, options);
        }

        @Override
        public RowResult apply(ImportRow row, ImportOptions options) {
            return other.apply(row, options);
        }

        @Override
        public Optional<Message> undo(String targetId, Instant until) {
            return other.undo(targetId, until);
        }
    }

    /** One that kills the process at a record. */
    private static final class Dying extends Undoing {

        private final AtomicInteger asked;
        private final int last;

        Dying(UndoableImportKind other, AtomicInteger asked, int last) {
            super(other);
            this.asked = asked;
            this.last = last;
        }

        @Override
        public Optional<Message> undo(String targetId, Instant until) {
            if (asked.incrementAndGet() >= last) {
                throw new Error("killed");
            }
            return super.undo(targetId, until);
        }
    }
}
