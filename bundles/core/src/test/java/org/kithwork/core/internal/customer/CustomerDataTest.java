package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kithwork.core.internal.customer.CustomerServiceTest.contact;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.store.RelationEntity;
import org.kithwork.core.internal.privacy.store.HoldEntity;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.id.Ids;
import org.kithwork.page.PageRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeExport;
import org.kithwork.test.FakePatch;
import org.kithwork.test.SequentialIds;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerDataTest {

    private static final Ids CASES = new SequentialIds("e");

    private final CustomerFixture it;
    private final CustomerData data;
    private final CustomerAliases aliases;

    CustomerDataTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
        data = it.data();
        aliases = it.aliases;
    }

    @Test
    @DisplayName("CORE-11, edge 6: the survivor has the contact points, identifiers and tags of both")
    void theSurvivorHasTheContactPointsIdentifiersAndTagsOfBoth() {
        var survivor = create("合并甲", "13311110001", "pos", "M1", "vip");
        var absorbed = create("合并乙", "13311110002", "card", "M2", "old");
        merge(survivor, absorbed);
        var united = it.directory.get(survivor.id());
        assertThat(united.contactPoints())
                .extracting(ContactPoint::value)
                .containsExactlyInAnyOrder("13311110001", "13311110002");
        assertThat(united.contactPoints()).filteredOn(ContactPoint::primary).hasSize(1);
        assertThat(united.identifiers()).hasSize(2);
        assertThat(united.tags()).containsExactlyInAnyOrder("vip", "old");
        assertThat(it.directory.get(absorbed.id()).id()).isEqualTo(survivor.id());
        assertThat(found("13311110002")).containsExactly(survivor.id());
        assertThat(found("合并乙")).isEmpty();
    }

    @Test
    @DisplayName(
            "Relation: a merge gives the survivor the relations of both, none to himself and none twice, and undo restores")
    void relationsAreMergedUndoneExportedAndErased() {
        var survivor = create("关系甲", "13311110101", "pos", "R1", "vip");
        var absorbed = create("关系乙", "13311110102", "pos", "R2", "vip");
        var friend = create("关系丙", "13311110103", "pos", "R3", "vip");
        var child = create("关系丁", "13311110104", "pos", "R4", "vip");
        relate("HOUSEHOLD", survivor, friend);
        relate("HOUSEHOLD", friend, absorbed);
        relate("HOUSEHOLD", absorbed, survivor);
        relate("GUARDIAN", absorbed, child);
        relate("REFERRED_BY", friend, absorbed);
        var before = ends(absorbed);
        var mine = ends(survivor);

        var merge = merge(survivor, absorbed);
        it.database.transactions().run(() -> data.merge(merge));

        assertThat(ends(survivor))
                .containsExactlyInAnyOrder(
                        household(survivor, friend),
                        "GUARDIAN " + survivor.id() + " " + child.id(),
                        "REFERRED_BY " + friend.id() + " " + survivor.id());
        assertThat(ends(child)).containsExactly("GUARDIAN " + survivor.id() + " " + child.id());

        undo(merge);
        undo(merge);

        assertThat(ends(survivor)).isEqualTo(mine);
        assertThat(ends(absorbed)).isEqualTo(before);
        var out = new LinkedHashMap<String, List<Object>>();
        data.export(new CustomerExport("x", child.id()), new ExportWriter() {
            @Override
            public void record(String kind, Object value) {
                out.computeIfAbsent(kind, k -> new ArrayList<>()).add(value);
            }

            @Override
            public void file(String name, InputStream content) {}
        });
        assertThat(out.get("relations")).hasSize(1);
        it.database
                .transactions()
                .run(() -> data.erase(
                        new CustomerErasure("e" + absorbed.id(), absorbed.id(), ErasureMode.ERASE, "nobody", "wish")));
        assertThat(ends(absorbed)).isEmpty();
        assertThat(ends(child)).isEmpty();
        assertThat(ends(survivor)).containsExactly(household(survivor, friend));
    }

    private void relate(String kind, Customer from, Customer to) {
        it.relations.add(
                from.id(),
                new CustomerRelations.Draft(kind, from.id().toString(), to.id().toString()));
    }

    private static String household(Customer a, Customer b) {
        var ends = RelationData.placed(RelationEntity.Kind.HOUSEHOLD, a.id().value(), b.id().value());
        return "HOUSEHOLD " + String.join(" ", ends);
    }

    private List<String> ends(Customer customer) {
        return it.relationStore.of(customer.id().value()).stream()
                .map(relation -> relation.kind + " " + relation.fromId + " " + relation.toId)
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("CORE-12: a merge may be repeated, undone, and undone again")
    void aMergeMayBeRepeatedAndUndoneAndUndoneAgain() {
        var survivor = create("撤销甲", "13311110011", "pos", "U1", "vip");
        var absorbed = create("撤销乙", "13311110012", "card", "U2", "old");
        var merge = merge(survivor, absorbed);
        it.database.transactions().run(() -> data.merge(merge));
        undo(merge);
        undo(merge);
        var one = it.directory.get(survivor.id());
        var two = it.directory.get(absorbed.id());
        assertThat(one.contactPoints()).extracting(ContactPoint::value).containsExactly("13311110011");
        assertThat(two.contactPoints()).extracting(ContactPoint::value).containsExactly("13311110012");
        assertThat(two.contactPoints()).allMatch(ContactPoint::primary);
        assertThat(one.tags()).containsExactly("vip");
        assertThat(two.tags()).containsExactly("old");
        assertThat(found("chexiaoyi")).containsExactly(absorbed.id());
    }

    @Test
    @DisplayName("CORE-12, edge 7: what the survivor lacked goes back with an undo, unless it was changed since")
    void whatTheSurvivorLacksComesFromTheAbsorbedAndGoesBackUnlessItWasChangedSince() {
        var survivor = create("补全甲", "13311110021", "pos", "F1", "a");
        var absorbed = create("补全乙", "13311110022", "pos", "F2", "b");
        it.admin.change(
                absorbed.id(),
                absorbed.version(),
                FakePatch.of("company", "乙公司").with("occupation", "厨师"));
        var merge = merge(survivor, absorbed);
        var united = it.directory.get(survivor.id());
        assertThat(united.company()).isEqualTo("乙公司");
        it.admin.change(united.id(), united.version(), FakePatch.of("occupation", "店长"));
        undo(merge);
        var after = it.directory.get(survivor.id());
        assertThat(after.company()).isNull();
        assertThat(after.occupation()).isEqualTo("店长");
    }

    @Test
    void nothingPersonalIsLeftOfAnErasedCustomer() throws Exception {
        var customer = create("待删除者", "13311110031", "pos", "E-31", "删");
        it.admin.change(
                customer.id(), customer.version(), FakePatch.of("note", "删除备注").with("company", "删除公司"));
        it.database.transactions().run(() -> {
            aliases.fence(customer.id());
            data.erase(new CustomerErasure(CASES.next(), customer.id(), ErasureMode.ERASE, "p-1", "requested"));
            data.erase(new CustomerErasure(CASES.next(), customer.id(), ErasureMode.ERASE, "p-1", "requested"));
        });
        assertThat(it.directory.find(customer.id())).isEmpty();
        assertThat(found("待删除")).isEmpty();
        var row = it.store.find(customer.id().value()).orElseThrow();
        assertThat(row.status).isEqualTo(CustomerStatus.ERASED);
        try (var connection = it.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var table : List.of(
                    "core_contact_point",
                    "core_identifier",
                    "core_customer_tag",
                    "core_search_key",
                    "core_customer_history")) {
                var rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + table + " WHERE customer_id = '" + customer.id() + "'");
                rows.next();
                assertThat(rows.getInt(1)).as(table).isZero();
            }
        }
    }

    @Test
    @DisplayName(
            "S-28: an anonymised customer still counts by year of birth and district, and nobody is left in the row")
    void anonymised() {
        var customer = create("匿名者", "13311110051", "pos", "E-51", "匿");
        it.database.transactions().run(() -> {
            var row = it.store.lock(customer.id().value()).orElseThrow();
            row.birthYear = 1990;
            row.birthMonth = 2;
            row.birthDay = 28;
            row.district = "浦东新区";
            row.occupation = "教师";
        });
        it.database.transactions().run(() -> {
            aliases.fence(customer.id());
            data.erase(new CustomerErasure(CASES.next(), customer.id(), ErasureMode.ANONYMISE, "p-2", "requested"));
        });

        var row = it.store.find(customer.id().value()).orElseThrow();
        assertThat(row.birthYear).isEqualTo(1990);
        assertThat(row.district).isEqualTo("浦东新区");
        assertThat(row.birthMonth).isNull();
        assertThat(row.birthDay).isNull();
        assertThat(row.displayName).isNull();
        assertThat(row.occupation).isNull();
        assertThat(it.store.details(customer.id().value()).contactPoints()).isEmpty();
        assertThat(found("匿名者")).isEmpty();
    }

    @Test
    void theExportHoldsAllThatIsHeld() {
        var customer = create("导出者", "13311110041", "pos", "X-41", "标签");
        it.admin.change(customer.id(), customer.version(), FakePatch.of("note", "导出备注"));
        var export = new FakeExport(it.json);
        data.export(new CustomerExport(CASES.next(), customer.id()), export);
        assertThat(export.records().keySet()).contains("customer", "contact-points", "identifiers", "history");
        assertThat(export.records().toString()).contains("导出者", "13311110041", "X-41", "导出备注");
    }

    @Test
    @DisplayName(
            "CORE-14: the copy holds what a merge left with whom he absorbed: his name, his notes and their history")
    void theExportHoldsWhatStayedBehind() {
        var survivor = create("同人甲", "13311110061", "pos", "X-61", "标签");
        var absorbed = create("同人乙", "13311110062", "pos", "X-62", "标签");
        it.admin.change(survivor.id(), survivor.version(), FakePatch.of("note", "甲备注"));
        it.admin.change(absorbed.id(), absorbed.version(), FakePatch.of("note", "乙备注"));
        var merge = merge(survivor, absorbed);
        it.database.transactions().run(() -> data.merge(merge));

        var export = new FakeExport(it.json);
        data.export(new CustomerExport(CASES.next(), survivor.id()), export);

        assertThat(export.records().get("absorbed-customers").toString()).contains("同人乙", "乙备注");
        assertThat(export.records().get("history").toString()).contains("甲备注", "乙备注");
    }

    @Test
    @DisplayName("CORE-14: the copy holds the legal holds on the person, also those on whom he absorbed")
    void theExportHoldsHolds() {
        var survivor = create("留存甲", "13311110051", "pos", "X-51", "标签");
        var absorbed = create("留存乙", "13311110052", "pos", "X-52", "标签");
        var hold = new HoldEntity();
        hold.id = it.ids.next();
        hold.customerId = absorbed.id().value();
        hold.untilDay = "2027-01-31";
        hold.createdAt = Instant.parse("2026-01-31T08:00:00Z");
        hold.createdBy = "staff-of-the-hold";
        new HoldStore(it.database.jpa(), () -> "core").insert(hold);
        merge(survivor, absorbed);

        var export = new FakeExport(it.json);
        data.export(new CustomerExport(CASES.next(), survivor.id()), export);

        assertThat(export.records().get("legal-holds"))
                .singleElement()
                .asString()
                .contains("2027-01-31", "2026-01-31T08:00:00Z")
                .doesNotContain("staff-of-the-hold");
    }

    private Customer create(String name, String phone, String scheme, String key, String tag) {
        return it.admin.create(new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(contact("PHONE", phone)),
                List.of(new CustomerDraft.Key(scheme, key)),
                List.of(tag),
                null,
                null,
                null,
                null,
                null));
    }

    private CustomerMerge merge(Customer survivor, Customer absorbed) {
        var merge = new CustomerMerge(CASES.next(), survivor.id(), absorbed.id());
        it.database.transactions().run(() -> aliases.setAlias(absorbed.id(), survivor.id()));
        it.database.transactions().run(() -> data.merge(merge));
        return merge;
    }

    private void undo(CustomerMerge merge) {
        it.database.transactions().run(() -> aliases.clearAlias(merge.absorbed(), CustomerStatus.ACTIVE));
        it.database.transactions().run(() -> data.undo(merge));
    }

    private List<CustomerId> found(String text) {
        return it.directory.list(CustomerQuery.text(text), PageRequest.first(50)).items().stream()
                .map(item -> item.id())
                .toList();
    }
}
