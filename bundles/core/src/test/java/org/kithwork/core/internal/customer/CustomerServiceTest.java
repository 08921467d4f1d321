package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerServiceTest {

    private final CustomerFixture it;

    CustomerServiceTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
    }

    @Test
    void aCustomerIsStoredWithItsContactPointsIdentifiersAndTags() {
        var created = it.admin.create(new CustomerDraft(
                "PERSON",
                "欧阳娜娜",
                null,
                null,
                null,
                2,
                new CustomerDraft.Birth(null, 6, 15, null),
                "cellist",
                "太极传媒",
                "浦东新区",
                "喜欢大提琴",
                List.of(contact("PHONE", "138 1234 5678"), contact("EMAIL", "Nana@Example.com")),
                List.of(new CustomerDraft.Key("pos", "A-1001")),
                List.of("vip", "老客户"),
                null,
                null,
                "counter",
                null,
                null));
        var read = it.directory.get(created.id());
        assertThat(read.displayName()).isEqualTo("欧阳娜娜");
        assertThat(read.familyName()).isEqualTo("欧阳");
        assertThat(read.givenName()).isEqualTo("娜娜");
        assertThat(read.note()).isEqualTo("喜欢大提琴");
        assertThat(read.birth()).isNotNull();
        assertThat(read.tags()).containsExactlyInAnyOrder("vip", "老客户");
        assertThat(read.contactPoints()).extracting("primary").containsExactly(true, true);
        assertThat(read.contactPoints()).extracting("value").contains("138 1234 5678", "Nana@Example.com");
        assertThat(it.directory.byIdentifier("pos", "A-1001")).contains(created.id());
        assertThat(it.audit.actions()).contains("customer.created");
        assertThat(it.journal.types()).contains("core.customer.created");
    }

    @Test
    @DisplayName("ARC-03: whose an e-mail address is, is known where it is one customer's alone")
    void arc03_whoseAnAddressIs() {
        var mine = it.admin
                .create(draft("邮件", contact("EMAIL", "Mine@Example.com")))
                .id();
        it.admin.create(draft("夫", contact("EMAIL", "couple@example.com")));
        it.admin.create(anyway("妻", contact("EMAIL", "couple@example.com"), "夫妻"));
        it.admin.create(draft("电话", contact("PHONE", "13911113333")));

        assertThat(it.directory.byEmails(
                        Set.of(" mine@EXAMPLE.com", "couple@example.com", "nobody@example.com", "13911113333", "@")))
                .isEqualTo(Map.of(" mine@EXAMPLE.com", mine));
        assertThat(it.directory.byEmails(Set.of())).isEmpty();
    }

    @Test
    @DisplayName("CORE-15, S-20: contact data and notes are not readable in the database")
    void contactDataAndNotesAreNotReadableInTheDatabase() throws Exception {
        it.admin.create(draft("密文", contact("PHONE", "13911112222"), contact("ADDRESS", "北京路219号")));
        try (var connection = it.database.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT contact_cipher, blind_index FROM core_contact_point")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain("13911112222").doesNotContain("北京路");
                assertThat(rows.getString(2)).doesNotContain("3911112222");
            }
        }
    }

    @Test
    void everyFaultOfADraftIsNamedAtOnce() {
        var bad = new CustomerDraft(
                "ROBOT",
                " ",
                null,
                null,
                null,
                7,
                new CustomerDraft.Birth(2001, 2, 29, null),
                null,
                null,
                null,
                null,
                List.of(contact("PHONE", "12"), contact("EMAIL", "nobody"), contact("PIGEON", "x")),
                null,
                null,
                "nobody",
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> it.admin.create(bad)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            assertThat(problem.faults())
                    .extracting("pointer")
                    .containsExactlyInAnyOrder(
                            "/kind",
                            "/fullName",
                            "/sex",
                            "/birth",
                            "/contactPoints/0/value",
                            "/contactPoints/1/value",
                            "/contactPoints/2/type",
                            "/ownerId");
        });
    }

    @Test
    void aCustomerIsFoundByNamePinyinInitialsGivenNamePhoneAndLastFour() {
        var id = it.admin.create(draft("张三丰", contact("PHONE", "13700137001"))).id();
        assertThat(Map.of(
                        "张三",
                        "NAME",
                        "zhangsan",
                        "PINYIN",
                        "zsf",
                        "INITIALS",
                        "三丰",
                        "GIVEN_NAME",
                        "137 0013 7001",
                        "PHONE",
                        "+8613700137001",
                        "PHONE",
                        "7001",
                        "LAST_FOUR",
                        id.value(),
                        "ID"))
                .allSatisfy((text, matched) -> assertThat(find(text)).anySatisfy(hit -> {
                    assertThat(hit.id()).isEqualTo(id);
                    assertThat(hit.matched()).hasToString(matched);
                }));
        assertThat(find("370013")).extracting("id").doesNotContain(id);
    }

    @Test
    void anEqualNumberIsAPossibleDuplicateUnlessAReasonIsGiven() {
        var first = it.admin.create(draft("李明", contact("PHONE", "13600136000")));
        var again = draft("李小明", contact("PHONE", "+86 136-0013-6000"));
        assertThatThrownBy(() -> it.admin.create(again)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("possible-duplicate");
            assertThat(problem.members().get("duplicates"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .singleElement()
                    .extracting("id")
                    .isEqualTo(first.id());
        });
        assertThat(it.admin.matches(again)).extracting("phone").containsExactly("136****6000");
        var reason = anyway("李小明", contact("PHONE", "13600136000"), "夫妻共用");
        assertThat(it.admin.create(reason).displayName()).isEqualTo("李小明");
    }

    @Test
    void aTakenIdentifierIsRefused() {
        it.admin.create(withKey("甲", "card", "9001"));
        assertThatThrownBy(() -> it.admin.create(withKey("乙", "card", "9001")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/identifiers/0"));
    }

    @Test
    void aChangeTouchesOnlyTheNamedMembersAndIsKeptInTheHistory() {
        var before = it.admin.create(draft("王五", contact("PHONE", "13500135000")));
        var after = it.admin.change(
                before.id(), before.version(), FakePatch.of("company", "一家公司").with("note", "新备注"));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.company()).isEqualTo("一家公司");
        assertThat(after.displayName()).isEqualTo("王五");
        assertThat(it.history.of(before.id()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.changes())
                        .extracting("field", "to")
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("company", "一家公司"),
                                org.assertj.core.groups.Tuple.tuple("note", "新备注")));
    }

    @Test
    @DisplayName("CORE-16, S-18: a stale version is refused, and nothing is changed")
    void aStaleVersionIsRefusedAndNothingIsChanged() {
        var before = it.admin.create(draft("赵六"));
        it.admin.change(before.id(), before.version(), FakePatch.of("company", "甲"));
        assertThatThrownBy(() -> it.admin.change(before.id(), before.version(), FakePatch.of("company", "乙")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThat(it.directory.get(before.id()).company()).isEqualTo("甲");
    }

    @Test
    void aRenamedCustomerIsFoundByTheNewNameOnly() {
        var before = it.admin.create(draft("孙悟空"));
        it.admin.change(before.id(), before.version(), FakePatch.of("fullName", "齐天大圣"));
        assertThat(find("孙悟空")).extracting("id").doesNotContain(before.id());
        assertThat(find("qitian")).extracting("id").contains(before.id());
    }

    @Test
    @DisplayName("CORE-03: twenty parallel writes leave one primary number")
    void twentyParallelWritesLeaveOnePrimaryNumber() throws Exception {
        var id = it.admin.create(draft("并发")).id();
        inParallel(
                20,
                n -> it.access.as(
                        it.owner,
                        () -> it.admin.addContactPoint(
                                id, new CustomerDraft.Contact("PHONE", "138000%05d".formatted(n), true, null))));
        var points = it.directory.get(id).contactPoints();
        assertThat(points).hasSize(20);
        assertThat(points).filteredOn(point -> point.primary()).hasSize(1);
    }

    @Test
    void aCustomerTakesFiftyContactPointsAndFiftyIdentifiersAndNoMoreHoweverTheyCome() {
        var id = it.admin.create(draft("盈满")).id();
        for (int i = 0; i < 50; i++) {
            it.admin.addContactPoint(id, contact("EMAIL", "full" + i + "@example.com"));
            it.admin.addIdentifier(id, new CustomerDraft.Key("full", "F" + i));
        }

        assertThatThrownBy(() -> it.admin.addContactPoint(id, contact("EMAIL", "full50@example.com")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("too-many-contacts"));
        assertThatThrownBy(() -> it.admin.addIdentifier(id, new CustomerDraft.Key("full", "F50")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("too-many-identifiers"));
        it.admin.addIdentifier(id, new CustomerDraft.Key("full", "F49"));
        assertThat(it.directory.get(id).contactPoints()).hasSize(50);
        assertThat(it.directory.get(id).identifiers()).hasSize(50);
    }

    @Test
    void removingThePrimaryNumberMakesAnotherOnePrimary() {
        var customer = it.admin.create(draft("首选", contact("PHONE", "13400134001"), contact("PHONE", "13400134002")));
        var points = customer.contactPoints();
        assertThat(points).isNotNull();
        var primary =
                points.stream().filter(point -> point.primary()).findFirst().orElseThrow();
        var after = it.admin.removeContactPoint(customer.id(), primary.id());
        assertThat(after.contactPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.primary()).isTrue());
    }

    @Test
    @DisplayName("S-13: out of scope is not found")
    void outOfScopeIsNotFound() {
        var mine = it.admin.create(draft("门店客户"));
        var clerk = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000c1", "Clerk");
        it.access.grant(
                clerk,
                new Visibility(false, Set.of(), Set.of("00000000-0000-7000-8000-0000000000d1"), Set.of()),
                "core:customer:view",
                "core:customer:edit");
        it.access.run(clerk, () -> {
            assertThat(it.directory.find(mine.id())).isEmpty();
            assertThat(find("门店客户")).isEmpty();
            assertThat(it.directory.count(CustomerQuery.text("门店客户")).count()).isZero();
            assertThat(it.directory.names(Set.of(mine.id()))).isEmpty();
            assertThatThrownBy(() -> it.admin.change(mine.id(), mine.version(), FakePatch.of("company", "x")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        });
    }

    @Test
    @DisplayName("CORE-05, S-16: masked contact data are masked everywhere and cannot be written")
    void maskedContactDataAreMaskedEverywhereAndCannotBeWritten() {
        var id = it.admin
                .create(draft("掩码客户", contact("PHONE", "13812340000"), contact("EMAIL", "zhang@example.com")))
                .id();
        it.policies.limit("contactPoints", FieldAccess.MASK);
        try {
            assertThat(it.directory.get(id).contactPoints())
                    .extracting("value")
                    .containsExactlyInAnyOrder("138****0000", "z***@example.com");
            assertThat(find("掩码客户")).extracting("phone").contains("138****0000");
            assertThatThrownBy(() -> it.admin.addContactPoint(id, contact("PHONE", "13812340001")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
            assertThat(it.admin.unmask(id, "客户来电核对").contactPoints())
                    .extracting("value")
                    .contains("13812340000");
            assertThat(it.audit.actions()).contains("customer.unmasked");
        } finally {
            it.policies.clear();
        }
    }

    @Test
    void everyCustomerOfAListComesOnceOverItsPages() {
        var made = new ArrayList<CustomerId>();
        for (int i = 0; i < 25; i++) {
            made.add(it.admin.create(draft("分页" + (char) ('甲' + i))).id());
        }
        var seen = new ArrayList<CustomerId>();
        @org.jspecify.annotations.Nullable String after = null;
        do {
            var page = it.directory.list(CustomerQuery.text("分页"), new PageRequest(7, after));
            page.items().forEach(item -> seen.add(item.id()));
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    @DisplayName("Edge 38: every naughty string comes back equal from a name")
    void everyNaughtyStringComesBackEqualFromAName() throws IOException {
        var blns = org.kithwork.core.internal.SharedData.find("strings/blns.json");
        for (var text : it.json.read(Files.readString(blns), String[].class)) {
            if (org.kithwork.problem.Faults.isBlank(text)) {
                assertThatThrownBy(() -> it.admin.create(draft(text))).isInstanceOf(Problem.class);
            } else {
                Customer created = it.admin.create(draft(text));
                assertThat(it.directory.get(created.id()).displayName()).isEqualTo(text);
            }
        }
    }

    private List<CustomerSummary> find(String text) {
        return it.directory
                .list(CustomerQuery.text(text), PageRequest.first(50))
                .items();
    }

    static CustomerDraft.Contact contact(String type, String value) {
        return new CustomerDraft.Contact(type, value, null, null);
    }

    /** One who is created although he looks like somebody who is there. */
    private static CustomerDraft anyway(String name, CustomerDraft.Contact contact, String reason) {
        return new CustomerDraft(
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
                List.of(contact),
                null,
                null,
                null,
                null,
                null,
                null,
                reason);
    }

    static CustomerDraft draft(String name, CustomerDraft.Contact... contacts) {
        return new CustomerDraft(
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
                List.of(contacts),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static CustomerDraft withKey(String name, String scheme, String value) {
        return new CustomerDraft(
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
                null,
                List.of(new CustomerDraft.Key(scheme, value)),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private interface Step {
        Object run(int n);
    }

    private static void inParallel(int times, Step step) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var steps = new ArrayList<Callable<Object>>();
            for (int i = 0; i < times; i++) {
                int n = i;
                steps.add(() -> step.run(n));
            }
            for (var result : pool.invokeAll(steps)) {
                result.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
