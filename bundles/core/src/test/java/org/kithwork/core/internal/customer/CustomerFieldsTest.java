package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.field.FieldDraft;
import org.kithwork.core.internal.field.FieldView;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerQuery.FieldFilter;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.spi.FieldRecord;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeExport;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerFieldsTest {

    private static final Map<DatabaseKind, CustomerFixture> FIXTURES = new HashMap<>();

    private final DatabaseKind kind;
    private final CustomerFixture it;
    private final CustomerData data;
    private static int keys;

    CustomerFieldsTest(DatabaseKind kind) {
        this.kind = kind;
        it = FIXTURES.computeIfAbsent(kind, CustomerFixture::open);
        data = it.data();
    }

    @AfterEach
    void forgetPolicies() {
        it.policies.clear();
    }

    @Test
    @DisplayName("CORE-05: a new field is hidden: not shown, not written, not searched, not in the history")
    void aNewFieldIsHidden() {
        var field = define("TEXT", true, false);
        it.policies.limit(field.member(), FieldAccess.WRITE);
        var customer = create("隐藏", Map.of(field.key, "露台"));
        it.policies.clear();

        var seen = it.directory.get(customer.id());
        assertThat(seen.fields()).isEmpty();
        assertThat(seen.access()).doesNotContainKey(field.member());
        assertRefused(ProblemKind.MALFORMED, "/fields/" + field.key, () -> patch(seen, field.key, "阳台"));
        assertRefused(ProblemKind.MALFORMED, "/field." + field.key, () -> found(field.key, "露"));
        it.policies.limit(field.member(), FieldAccess.WRITE);
        patch(seen, field.key, "阳台");
        it.policies.clear();
        assertThat(it.history.of(customer.id()))
                .allSatisfy(entry -> assertThat(entry.changes()).isEmpty());
    }

    @Test
    @DisplayName("CORE-05: a masked field shows that it is there, is not filtered by, and is unmasked with a reason")
    void aMaskedFieldKeepsItsValue() {
        var field = define("NUMBER", true, false);
        it.policies.limit(field.member(), FieldAccess.WRITE);
        var customer = create("遮盖", Map.of(field.key, "42"));
        patch(customer, field.key, "43");
        it.policies.limit(field.member(), FieldAccess.MASK);

        var seen = it.directory.get(customer.id());
        assertThat(seen.fields()).isEmpty();
        assertThat(seen.access()).containsEntry(field.member(), FieldAccess.MASK);
        assertRefused(ProblemKind.FORBIDDEN, "/fields/" + field.key, () -> patch(seen, field.key, "1"));
        assertRefused(ProblemKind.MALFORMED, "/field." + field.key, () -> found(field.key, "1..50"));
        assertThat(it.history.of(customer.id()).get(0).changes())
                .containsExactly(new CustomerHistory.Change(field.member(), null, null));
        assertThat(it.admin.unmask(customer.id(), "客户来电").fields()).containsEntry(field.key, "43");
    }

    @Test
    @DisplayName("CORE-05: what may be read alone is not written")
    void whatMayBeReadAloneIsNotWritten() {
        var field = define("YES_NO", false, false);
        it.policies.limit(field.member(), FieldAccess.WRITE);
        var customer = create("只读", Map.of(field.key, true));
        it.policies.limit(field.member(), FieldAccess.READ);

        assertThat(it.directory.get(customer.id()).fields()).containsEntry(field.key, true);
        assertRefused(ProblemKind.FORBIDDEN, "/fields/" + field.key, () -> patch(customer, field.key, false));
        assertRefused(ProblemKind.FORBIDDEN, "/fields/" + field.key, () -> create("只读二", Map.of(field.key, true)));
    }

    @Test
    void everyTypeIsKeptAndShownInItsForm() throws Exception {
        var values = new HashMap<String, Object>();
        var sent = new HashMap<String, Object>();
        for (var secret : List.of(true, false)) {
            put(sent, values, writable("TEXT", secret), "  海景房 𠮷 ", "  海景房 𠮷 ");
            put(sent, values, writable("NUMBER", secret), "-12.500", "-12.5");
            put(sent, values, writable("DATE", secret), "2028-02-29", "2028-02-29");
            put(sent, values, writable("CHOICE", secret), "suite", "suite");
            put(sent, values, writable("MULTI_CHOICE", secret), List.of("twin", "suite"), List.of("suite", "twin"));
            put(sent, values, writable("YES_NO", secret), false, false);
            put(
                    sent,
                    values,
                    writable("MONEY", secret),
                    Map.of("amount", "1500", "currency", "JPY"),
                    Map.of("amount", "1500", "currency", "JPY"));
        }

        var customer = create("各类", sent);

        assertThat(it.directory.get(customer.id()).fields()).containsExactlyInAnyOrderEntriesOf(values);
        assertThat(column("value_cipher")).hasSize(8).noneMatch(text -> text.contains("海景") || text.contains("suite"));
        assertThat(column("text_value")).noneMatch(text -> text.contains("海景"));
    }

    private List<String> column(String name) throws SQLException {
        try (var connection = it.database.dataSource().getConnection();
                var query = connection.prepareStatement(
                        "SELECT v." + name + " FROM core_field_value v JOIN core_customer c ON c.id = v.object_id"
                                + " WHERE c.display_name = '各类' AND v." + name + " IS NOT NULL");
                var rows = query.executeQuery()) {
            var found = new java.util.ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void put(Map<String, Object> sent, Map<String, Object> kept, Field field, Object raw, Object value) {
        sent.put(field.key, raw);
        kept.put(field.key, value);
    }

    @Test
    void everyFaultIsNamedAtOnceAndNothingIsChanged() {
        var text = writable("TEXT", false);
        var number = writable("NUMBER", false);
        var date = writable("DATE", false);
        var choice = writable("CHOICE", false);
        var several = writable("MULTI_CHOICE", false);
        var money = writable("MONEY", false);
        var flag = writable("YES_NO", false);
        var customer = create("错误", Map.of(choice.key, "suite"));
        var bad = new HashMap<String, Object>();
        bad.put(text.key, "长".repeat(501));
        bad.put(number.key, "12,5");
        bad.put(date.key, "2027-02-29");
        bad.put(choice.key, "palace");
        bad.put(several.key, List.of("suite", "palace"));
        bad.put(money.key, Map.of("amount", "1.234", "currency", "CNY"));
        bad.put(flag.key, "yes");

        assertThatThrownBy(() -> patch(customer, bad)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            assertThat(problem.faults())
                    .extracting("pointer")
                    .containsExactlyInAnyOrder(
                            "/fields/" + text.key,
                            "/fields/" + number.key,
                            "/fields/" + date.key,
                            "/fields/" + choice.key,
                            "/fields/" + several.key + "/1",
                            "/fields/" + money.key + "/amount",
                            "/fields/" + flag.key);
        });
        assertThat(it.directory.get(customer.id()).fields()).isEqualTo(Map.of(choice.key, "suite"));
        assertRefused(ProblemKind.MALFORMED, "/fields/nothing", () -> patch(customer, "nothing", "x"));
    }

    @Test
    void aChangeOfAFieldIsInTheHistoryAndRaisesTheVersion() {
        var field = writable("TEXT", true);
        var customer = create("历史", Map.of(field.key, "一"));

        var changed = patch(customer, field.key, "二");
        var same = patch(changed, field.key, "二");
        var cleared = patch(same, field.key, null);

        assertThat(changed.version()).isGreaterThan(customer.version());
        assertThat(same.version()).isEqualTo(changed.version());
        assertThat(cleared.fields()).isEmpty();
        assertThat(it.history.of(customer.id()))
                .flatExtracting(CustomerHistory.Entry::changes)
                .containsExactly(
                        new CustomerHistory.Change(field.member(), "二", null),
                        new CustomerHistory.Change(field.member(), "一", "二"));
        assertRefused(ProblemKind.STALE, null, () -> patch(customer, field.key, "三"));
    }

    @Test
    void aRequiredFieldIsAskedOfThoseWhoMayWriteIt() {
        var field = define(draft("TEXT", false, false, true, null));
        var before = create("从前", Map.of());
        it.policies.limit(field.member(), FieldAccess.WRITE);

        assertRefused(ProblemKind.INVALID, "/fields/" + field.key, () -> create("必填", Map.of()));
        var customer = create("必填", Map.of(field.key, "有"));
        assertRefused(ProblemKind.INVALID, "/fields/" + field.key, () -> patch(customer, field.key, null));
        assertThat(patch(before, "fields", Map.of()).version()).isEqualTo(before.version());
        it.fieldAdmin.retire(field.view, true);
    }

    @Test
    void aChoiceInUseIsRetiredAndStaysWhereItWasChosen() {
        for (var type : List.of("CHOICE", "MULTI_CHOICE")) {
            var field = writable(type, false);
            var suite = type.equals("CHOICE") ? (Object) "suite" : List.of("suite");
            var customer = create("选项", Map.of(field.key, suite));

            assertRefused(ProblemKind.INVALID, "/choices", () -> change(field, "choices", choices("twin")));
            var view = change(field, "choices", List.of(choice("suite", true), choice("twin", false)));
            assertThat(view.choices()).extracting("retired").containsExactly(true, false);
            assertThat(it.directory.get(customer.id()).fields()).containsEntry(field.key, suite);
            patch(customer, field.key, suite);
            assertRefused(ProblemKind.INVALID, null, () -> create("选项二", Map.of(field.key, suite)));
            it.fieldAdmin.change(view.id(), view.version(), FakePatch.of("choices", List.of(choice("suite", true))));
        }
    }

    @Test
    void aFieldThatIsRetiredIsNotShownAndKeepsItsValues() {
        var field = writable("TEXT", false);
        var customer = create("停用", Map.of(field.key, "旧"));

        var retired = it.fieldAdmin.retire(field.view, true);

        assertThat(it.directory.get(customer.id()).fields()).isEmpty();
        assertRefused(ProblemKind.MALFORMED, "/fields/" + field.key, () -> patch(customer, field.key, "新"));
        it.fieldAdmin.retire(retired, false);
        assertThat(it.directory.get(customer.id()).fields()).containsEntry(field.key, "旧");
        assertThat(it.audit.actions()).contains("field.defined", "field.retired", "field.changed");
    }

    @Test
    void aDefinitionWithFaultsIsRefusedWithAllOfThem() {
        var bad = new FieldDraft(
                "core:dragon",
                "Room Type",
                new FieldTitle(" ", "Room"),
                "ROOM",
                null,
                List.of(new FieldDraft.Choice("a", new FieldTitle("甲", "A"), null)),
                new FieldDraft.Limits(5000, "1", null, null),
                List.of("ROBOT"),
                true,
                true,
                null,
                -1,
                List.of(new FieldDraft.RoleAccess("nobody", "ALL")));

        assertThatThrownBy(() -> it.fieldAdmin.define(bad))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .contains(
                                        "/object",
                                        "/key",
                                        "/title/zh",
                                        "/type",
                                        "/choices",
                                        "/limits/maxLength",
                                        "/limits",
                                        "/searchable",
                                        "/position",
                                        "/roles/0/role",
                                        "/roles/0/access"));
        var field = define("TEXT", false, false);
        assertRefused(
                ProblemKind.INVALID,
                "/key",
                () -> it.fieldAdmin.define(draftOf(field.key, "NUMBER", false, false, false, null)));
        assertRefused(ProblemKind.MALFORMED, null, () -> change(field, "type", "NUMBER"));
        assertRefused(
                ProblemKind.STALE,
                null,
                () -> it.fieldAdmin.change(field.view.id(), 77, FakePatch.of("required", true)));
    }

    @Test
    void howValuesAreKeptDoesNotChangeUnderThem() {
        var field = writable("NUMBER", false);
        assertThat(change(field, "sensitive", true).sensitive()).isTrue();
        var used = writable("NUMBER", false);
        create("保存", Map.of(used.key, "1"));

        assertRefused(
                ProblemKind.INVALID,
                "/sensitive",
                () -> it.fieldAdmin.change(
                        used.view.id(),
                        used.view.version(),
                        FakePatch.of("sensitive", true).with("searchable", false)));
    }

    @Test
    void ofTwoWhoDefineAFieldAtOnceOneIsTold() throws Exception {
        var key = "race_" + ++keys;
        Callable<Boolean> work = () -> {
            try {
                it.fieldAdmin.define(draftOf(key, "TEXT", false, false, false, null));
                return true;
            } catch (Problem problem) {
                assertThat(problem.faults()).extracting("pointer").containsExactly("/key");
                return false;
            }
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            var made = 0;
            for (var result : threads.invokeAll(List.of(work, work, work, work))) {
                made += result.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName("CORE-11: in a merge the survivor's value stays, what he has not comes over, and undo puts back")
    void aMergeTakesWhatTheSurvivorLacks() {
        var both = writable("TEXT", false);
        var other = writable("MULTI_CHOICE", false);
        var secret = writable("MONEY", true);
        var amount = Map.of("amount", "12.50", "currency", "CNY");
        var survivor = create("甲", Map.of(both.key, "甲的"));
        var absorbed = create("乙", Map.of(both.key, "乙的", other.key, List.of("suite", "twin"), secret.key, amount));
        var merge = new CustomerMerge(it.ids.next(), survivor.id(), absorbed.id());
        var aliases = new CustomerAliases(it.store, it.writer, it.rights);
        it.database.transactions().run(() -> aliases.setAlias(absorbed.id(), survivor.id()));
        it.database.transactions().run(() -> data.merge(merge));
        it.database.transactions().run(() -> data.merge(merge));

        var united = it.directory.get(survivor.id());
        assertThat(united.fields())
                .isEqualTo(Map.of(both.key, "甲的", other.key, List.of("suite", "twin"), secret.key, amount));

        patch(united, other.key, List.of("twin"));
        it.database.transactions().run(() -> aliases.clearAlias(absorbed.id(), CustomerStatus.ACTIVE));
        it.database.transactions().run(() -> data.undo(merge));
        it.database.transactions().run(() -> data.undo(merge));

        assertThat(it.directory.get(survivor.id()).fields())
                .as("what was changed after the merge stays")
                .isEqualTo(Map.of(both.key, "甲的", other.key, List.of("twin")));
        assertThat(it.directory.get(absorbed.id()).fields())
                .isEqualTo(Map.of(both.key, "乙的", other.key, List.of("suite", "twin"), secret.key, amount));
    }

    @Test
    @DisplayName("CORE-14: a copy has every field, and an erasure leaves no value, on customers and on other records")
    void theCopyHasAllAndTheErasureLeavesNothing() {
        var field = writable("TEXT", true);
        var retired = writable("TEXT", false);
        var room = define(new FieldDraft(
                FakeRooms.OBJECT,
                "room_" + ++keys,
                new FieldTitle("床", "Bed"),
                "TEXT",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        it.policies.limit(room.member(), FieldAccess.WRITE);
        var customer = create("删除", Map.of(field.key, "秘密", retired.key, "旧的"));
        it.fieldAdmin.retire(retired.view, true);
        var record = new FieldRecord(it.ids.next(), customer.id(), null, null, false);
        it.room.add(record);
        assertThat(it.roomFields.change(FakeRooms.OBJECT, record.id(), Map.of(room.key, "大床")))
                .containsExactly(room.key);
        assertThat(it.roomFields.values(FakeRooms.OBJECT, record.id())).isEqualTo(Map.of(room.key, "大床"));
        assertRefused(ProblemKind.NOT_FOUND, null, () -> it.roomFields.values(FakeRooms.OBJECT, it.ids.next()));

        var out = new FakeExport(it.json);
        data.export(new CustomerExport("x", customer.id()), out);
        assertThat(out.records().get("fields"))
                .hasSize(2)
                .anyMatch(text -> text.contains("秘密"))
                .anyMatch(text -> text.contains("旧的"));

        it.database
                .transactions()
                .run(() -> data.erase(new CustomerErasure("e1", customer.id(), ErasureMode.ERASE, "nobody", "wish")));
        assertThat(it.roomFields.values(FakeRooms.OBJECT, record.id())).isEmpty();
        var left = new FakeExport(it.json);
        data.export(new CustomerExport("y", customer.id()), left);
        assertThat(left.records()).doesNotContainKey("fields");
    }

    @Test
    void listsAreFilteredByTextsNumbersDaysChoicesAndAmounts() {
        var text = searchable("TEXT");
        var number = searchable("NUMBER");
        var date = searchable("DATE");
        var several = searchable("MULTI_CHOICE");
        var flag = searchable("YES_NO");
        var money = searchable("MONEY");
        var a = create(
                "筛甲",
                Map.of(
                        text.key,
                        "Ｓea view",
                        number.key,
                        "-2.5",
                        date.key,
                        "2026-01-31",
                        several.key,
                        List.of("suite", "twin"),
                        flag.key,
                        true,
                        money.key,
                        Map.of("amount", "99.90", "currency", "CNY")));
        var b = create(
                "筛乙",
                Map.of(
                        text.key,
                        "Seaside",
                        number.key,
                        "10",
                        date.key,
                        "2026-02-01",
                        several.key,
                        List.of("twin"),
                        flag.key,
                        false,
                        money.key,
                        Map.of("amount", "99.90", "currency", "USD")));

        assertThat(found(text.key, "SEA")).containsExactlyInAnyOrder(a.id(), b.id());
        assertThat(found(text.key, "sea v")).containsExactly(a.id());
        assertThat(found(number.key, "-3..9.99")).containsExactly(a.id());
        assertThat(found(number.key, "10")).containsExactly(b.id());
        assertThat(found(number.key, "..-2.5")).containsExactly(a.id());
        assertThat(found(number.key, "-2..")).containsExactly(b.id());
        assertThat(found(date.key, "2026-01-01..2026-01-31")).containsExactly(a.id());
        assertThat(found(date.key, "2026-02-01..")).containsExactly(b.id());
        assertThat(found(several.key, "twin")).containsExactlyInAnyOrder(a.id(), b.id());
        assertThat(found(several.key, "suite")).containsExactly(a.id());
        assertThat(found(flag.key, "false")).containsExactly(b.id());
        assertThat(found(money.key, "50..100")).containsExactly(a.id());
        assertThat(found(money.key, "99.90..99.90 USD")).containsExactly(b.id());
        assertThat(listed(new FieldFilter(flag.key, "true"), new FieldFilter(number.key, "10")))
                .isEmpty();
        assertThat(listed(new FieldFilter(several.key, "twin"), new FieldFilter(number.key, "10")))
                .containsExactly(b.id());
        assertRefused(ProblemKind.MALFORMED, "/field." + number.key, () -> found(number.key, "many"));
        assertRefused(ProblemKind.MALFORMED, "/field." + several.key, () -> found(several.key, "palace"));
        assertRefused(ProblemKind.MALFORMED, "/field.nothing", () -> found("nothing", "1"));
    }

    @Test
    void whatIsNotSearchedOrSensitiveFiltersNothing() {
        var field = writable("NUMBER", false);

        assertRefused(ProblemKind.MALFORMED, "/field." + field.key, () -> found(field.key, "1"));
    }

    @Test
    void aValueThatManyHaveIsFilteredInTheOrderOfTheList() throws Exception {
        var flag = searchable("YES_NO");
        var a = create("多甲", Map.of(flag.key, true));
        var b = create("多乙", Map.of(flag.key, true));
        create("多丙", Map.of(flag.key, false));
        crowd(flag, 2_001);

        assertThat(found(flag.key, "true")).containsExactlyInAnyOrder(a.id(), b.id());
        if (kind == DatabaseKind.DERBY) {
            assertThat(plan(flag))
                    .contains("CORE_CUSTOMER_SORT", "CORE_FIELD_VALUE_OBJECT")
                    .doesNotContain("Table Scan", "Sort ResultSet");
        }
        removeCrowd(flag);
        if (kind == DatabaseKind.DERBY) {
            assertThat(plan(flag)).contains("CORE_FIELD_VALUE_SEARCH").doesNotContain("Table Scan");
        }
    }

    private String plan(Field flag) {
        var scan = new org.kithwork.core.internal.customer.store.CustomerScan(it.database.jpa(), () -> "core");
        var range = new org.kithwork.core.internal.customer.store.CustomerScan.Range(
                flag.view.id() + ":true ", flag.view.id() + ":true!");
        var all = new org.kithwork.permission.Visibility(
                true, java.util.Set.of(), java.util.Set.of(), java.util.Set.of());
        return DerbyPlan.of(
                it.database,
                () -> scan.list(
                        all,
                        new org.kithwork.core.internal.customer.store.CustomerScan.Filter(
                                null, null, null, List.of(range)),
                        org.kithwork.core.internal.customer.store.CustomerScan.Order.NAME,
                        PageRequest.first(50)));
    }

    private void crowd(Field field, int many) throws SQLException {
        try (var connection = it.database.dataSource().getConnection();
                var insert = connection.prepareStatement("INSERT INTO core_field_value"
                        + " (id, object_type, object_id, field_id, part, search_key) VALUES (?, 'x', ?, ?, '-', ?)")) {
            for (int i = 0; i < many; i++) {
                var id = it.ids.next();
                insert.setString(1, id);
                insert.setString(2, id);
                insert.setString(3, field.view.id());
                insert.setString(4, field.view.id() + ":true " + id);
                insert.addBatch();
            }
            insert.executeBatch();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private void removeCrowd(Field field) throws SQLException {
        try (var connection = it.database.dataSource().getConnection();
                var delete = connection.prepareStatement("DELETE FROM core_field_value WHERE object_type = 'x'")) {
            delete.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        assertThat(field.key).isNotEmpty();
    }

    @Test
    @DisplayName("Import: fields of the company are targets, read as people write them, and a fault names its field")
    void anImportFillsInFields() {
        var choice = writable("CHOICE", false);
        var date = writable("DATE", false);
        var flag = writable("YES_NO", false);
        var hidden = define("TEXT", false, false);
        assertThat(it.imports.fields())
                .extracting("name")
                .contains(choice.member(), date.member(), flag.member())
                .doesNotContain(hidden.member());

        var made =
                row(Map.of("fullName", "导入甲", choice.member(), "套房", date.member(), "2026年3月8日", flag.member(), "是"));
        assertThat(it.directory.get(new CustomerId(made)).fields())
                .isEqualTo(Map.of(choice.key, "suite", date.key, "2026-03-08", flag.key, true));
        assertThatThrownBy(() -> row(
                        Map.of("fullName", "导入乙", choice.member(), "宫殿", date.member(), "昨天", hidden.member(), "x")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder(
                                        "/" + choice.member(), "/" + date.member(), "/" + hidden.member()));
    }

    private String row(Map<String, String> cells) {
        var options = new ImportOptions(
                "i1",
                "test",
                null,
                ImportOptions.OnDuplicate.OVERWRITE,
                ZoneId.of("Asia/Shanghai"),
                "CN",
                false,
                Map.of());
        return it.database
                .transactions()
                .call(() -> it.imports.apply(new ImportRow(1, cells, null), options))
                .targetId();
    }

    private record Field(String key, FieldView view) {
        String member() {
            return "field:" + key;
        }
    }

    private Field define(String type, boolean searchable, boolean sensitive) {
        return define(draft(type, searchable, sensitive, false, null));
    }

    private Field define(FieldDraft draft) {
        var view = it.fieldAdmin.define(draft);
        return new Field(view.key(), view);
    }

    private Field writable(String type, boolean sensitive) {
        var field = define(type, false, sensitive);
        it.policies.limit(field.member(), FieldAccess.WRITE);
        return field;
    }

    private Field searchable(String type) {
        var field = define(type, true, false);
        it.policies.limit(field.member(), FieldAccess.WRITE);
        return field;
    }

    private static FieldDraft draft(
            String type, boolean searchable, boolean sensitive, boolean required, FieldDraft.Limits limits) {
        return draftOf("own_" + ++keys, type, searchable, sensitive, required, limits);
    }

    private static FieldDraft draftOf(
            String key,
            String type,
            boolean searchable,
            boolean sensitive,
            boolean required,
            FieldDraft.Limits limits) {
        return new FieldDraft(
                CustomerPermissions.OBJECT,
                key,
                new FieldTitle("字段", "Field"),
                type,
                required,
                type.endsWith("CHOICE") ? choices("suite", "twin") : null,
                limits,
                null,
                sensitive,
                searchable,
                null,
                null,
                null);
    }

    private static List<FieldDraft.Choice> choices(String... keys) {
        return Arrays.stream(keys).map(key -> choice(key, false)).toList();
    }

    private static FieldDraft.Choice choice(String key, boolean retired) {
        return new FieldDraft.Choice(
                key,
                new FieldTitle(key.equals("suite") ? "套房" : "双床房", key.toUpperCase(java.util.Locale.ROOT)),
                retired);
    }

    private FieldView change(Field field, String member, Object value) {
        return it.fieldAdmin.change(field.view.id(), field.view.version(), FakePatch.of(member, value));
    }

    private Customer create(String name, Map<String, Object> fields) {
        var plain = CustomerServiceTest.draft(name);
        return it.admin.create(new CustomerDraft(
                null,
                plain.fullName(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new HashMap<>(fields)));
    }

    private Customer patch(Customer customer, String key, Object value) {
        var members = new HashMap<String, Object>();
        if (!key.equals("fields")) {
            members.put(key, value);
        }
        return patch(customer, members);
    }

    private Customer patch(Customer customer, Map<String, Object> fields) {
        return it.admin.change(customer.id(), customer.version(), FakePatch.of("fields", fields));
    }

    private List<CustomerId> found(String key, String value) {
        return listed(new FieldFilter(key, value));
    }

    private List<CustomerId> listed(FieldFilter... filters) {
        return it
                .directory
                .list(
                        new CustomerQuery(null, CustomerQuery.Sort.NAME, null, null, null, List.of(filters)),
                        PageRequest.first(50))
                .items()
                .stream()
                .map(CustomerSummary::id)
                .toList();
    }

    private static void assertRefused(ProblemKind kind, String pointer, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            if (pointer != null) {
                assertThat(problem.faults()).extracting("pointer").contains(pointer);
            }
        });
    }
}
