package org.kithwork.core.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LimitsTest {

    private static int numbers = 20_000;

    private final CustomerFixture it;
    private final LimitFixture limits;
    private final Actor user = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "林静");

    LimitsTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
        limits = it.limits;
    }

    @BeforeEach
    void everybodyMay() {
        limits.clock.set(limits.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(4, ChronoUnit.HOURS));
        it.access.allowAll(user);
        set(Map.of("unmaskings", 3, "lookups", 4, "lookupsPerMinute", 3, "views", 2, "exportRows", 10));
    }

    @AfterEach
    void asBefore() {
        it.policies.clear();
        set(Map.of("unmaskings", 50, "lookups", 200, "lookupsPerMinute", 20, "views", 500, "exportRows", 10_000));
        limits.refusals.write();
    }

    private void set(Map<String, Object> members) {
        limits.settings.change(limits.settings.get().version(), patch(members));
    }

    private static FakePatch patch(Map<String, Object> members) {
        FakePatch patch = null;
        for (var member : members.entrySet()) {
            patch = patch == null
                    ? FakePatch.of(member.getKey(), member.getValue())
                    : patch.with(member.getKey(), member.getValue());
        }
        return Objects.requireNonNull(patch);
    }

    private <T> T as(Supplier<T> body) {
        return it.access.as(user, body);
    }

    private void refused(String code, ThrowingCallable body) {
        assertThatThrownBy(body).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.retryAfter()).isPresent();
        });
    }

    private Customer customer() {
        return it.admin.create(new CustomerDraft(
                null,
                "限 甲",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new CustomerDraft.Contact("PHONE", "138001" + ++numbers, null, null)),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private int find(String text) {
        return as(() -> it.directory
                .list(new CustomerQuery(text, CustomerQuery.Sort.NAME, null, null, null), PageRequest.first(10))
                .items()
                .size());
    }

    @Test
    @DisplayName("S-16: after so many unmaskings a day the next is refused until midnight of the company's zone")
    void unmaskingIsLimited() {
        var customer = customer();
        for (int i = 0; i < 3; i++) {
            assertThat(as(() -> it.admin.unmask(customer.id(), "复核")).contactPoints())
                    .isNotEmpty();
        }
        assertThatThrownBy(() -> as(() -> it.admin.unmask(customer.id(), "复核")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("daily-limit");
                    assertThat(problem.members())
                            .containsEntry("used", 3L)
                            .containsEntry("limit", 3L)
                            .containsEntry("kind", "UNMASKING")
                            .containsKey("until");
                    assertThat(problem.retryAfter()).contains(Duration.ofHours(12));
                    assertThat(problem.detail(Locale.SIMPLIFIED_CHINESE)).contains("查看完整资料", "每天上限 3");
                    assertThat(problem.detail(Locale.ENGLISH)).contains("Masked data shown today: 3 of at most 3");
                });
        limits.clock.advance(Duration.ofHours(12));
        assertThatCode(() -> as(() -> it.admin.unmask(customer.id(), "复核"))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("S-16: fifty unmaskings at once let exactly as many through as are allowed")
    void parallelUnmaskingsHoldTheLimit() throws Exception {
        set(Map.of("unmaskings", 7));
        var customer = customer();
        List<Callable<Boolean>> all = new ArrayList<>();
        IntStream.range(0, 50)
                .forEach(i -> all.add(() -> {
                    try {
                        as(() -> it.admin.unmask(customer.id(), "并发"));
                        return true;
                    } catch (Problem refused) {
                        assertThat(refused.code()).isIn("daily-limit", "busy");
                        return false;
                    }
                }));
        var pool = Executors.newFixedThreadPool(8);
        try {
            int passed = 0;
            for (var done : pool.invokeAll(all)) {
                passed += done.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(7);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-16: what is refused and rolled back is not counted, and a limit of 0 lets nothing through")
    void zeroLetsNothingThrough() {
        set(Map.of("unmaskings", 0));
        var customer = customer();
        refused("daily-limit", () -> as(() -> it.admin.unmask(customer.id(), "复核")));
        limits.refusals.write();
        assertThat(limits.alerts.list(PageRequest.first(200)).items())
                .filteredOn(alert -> alert.userId().equals(user.id()))
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(LimitKind.UNMASKING));
    }

    @Test
    @DisplayName("S-16: a search by a masked number is counted, the same again is not, and too many in a minute wait")
    void lookUpsAreLimited() {
        it.policies.limit("contactPoints", FieldAccess.MASK);
        it.policies.limit("identifiers", FieldAccess.MASK);
        var first = customer();
        for (int i = 0; i < 10; i++) {
            find("13800110001");
        }
        find("13800110002");
        find("0003");
        refused("minute-limit", () -> find("13800110004"));
        assertThat(find("限甲")).as("a name tells nothing that is masked").isNotZero();
        limits.clock.advance(Duration.ofMinutes(1));
        find("13800110004");
        refused("daily-limit", () -> find("13800110005"));
        refused("daily-limit", () -> find("someone@example.com"));
        refused("daily-limit", () -> find("CARD-0815"));
        assertThat(as(() -> it.directory.get(first.id()))).isNotNull();
    }

    @Test
    @DisplayName(
            "CORE-05: a name that is masked is found by the whole of it, which is counted; a hidden one is not found")
    void maskedNamesAreFoundByTheWholeOfThem() {
        var customer = customer();
        assertThat(find("限")).isNotZero();
        it.policies.limit("displayName", FieldAccess.MASK);
        assertThat(find("限")).isZero();
        assertThat(find("xianj")).isZero();
        assertThat(find("限甲")).isNotZero();
        assertThat(as(() -> it.directory.get(customer.id())).displayName()).doesNotContain("甲");
        refused("minute-limit", () -> find("限乙"));
        it.policies.limit("displayName", FieldAccess.HIDE);
        assertThat(find("限甲")).isZero();
    }

    @Test
    @DisplayName("S-16: the check for duplicates tells what a search would, and is counted as one")
    void comparingIsALookUp() {
        it.policies.limit("contactPoints", FieldAccess.MASK);
        for (int i = 0; i < 3; i++) {
            compare("1370000100" + i);
        }
        refused("minute-limit", () -> compare("13700001009"));
    }

    private void compare(String phone) {
        as(() -> it.admin.matches(new CustomerDraft(
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
                null,
                List.of(new CustomerDraft.Contact("PHONE", phone, null, null)),
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
    }

    @Test
    @DisplayName("S-16: who sees contact data in full may search by them as often as he likes")
    void nobodyIsCountedForWhatHeSees() {
        for (int i = 0; i < 10; i++) {
            find("1380011000" + i);
        }
        assertThat(limits.usage.usage(key(LimitKind.LOOKUP)).used()).isZero();
    }

    @Test
    @DisplayName("S-16: who sees numbers masked and may not look up finds nobody by an identifier either")
    void withoutTheRightThereIsNoLookUp() {
        var customer = customer();
        as(() -> it.admin.addIdentifier(customer.id(), new CustomerDraft.Key("card", "LK-7788")));
        assertThat(find("LK-7788")).isEqualTo(1);
        it.policies.limit("contactPoints", FieldAccess.MASK);
        it.policies.limit("identifiers", FieldAccess.MASK);
        assertThat(find("LK-7788")).isEqualTo(1);
        it.access.revoke(user);
        it.access.grant(user, "core:customer:view");
        assertThat(find("LK-7788")).isZero();
    }

    private String key(LimitKind kind) {
        var day = java.time.LocalDate.ofInstant(limits.clock.instant(), it.company.zone());
        return new LimitAlerts.Usage(user.id(), kind, day.toString()).key();
    }

    @Test
    @DisplayName("S-19: beyond the budget of different customers there is one alert a day and no refusal")
    void openingManyCustomersIsTold() {
        var first = customer();
        for (int i = 0; i < 5; i++) {
            as(() -> it.directory.get(first.id()));
        }
        as(() -> it.directory.get(customer().id()));
        assertThat(alerts()).isEmpty();
        var before = limits.alerts.recent();
        as(() -> it.directory.get(customer().id()));
        as(() -> it.directory.get(customer().id()));
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(LimitKind.VIEW);
            assertThat(alert.used()).isEqualTo(3);
            assertThat(alert.allowed()).isEqualTo(2);
        });
        assertThat(limits.alerts.recent()).isEqualTo(before + 1);
        assertThat(it.audit.actions()).contains("limit.reached");
    }

    private List<LimitAlerts.Alert> alerts() {
        return limits.alerts.list(PageRequest.first(200)).items().stream()
                .filter(alert -> alert.userId().equals(user.id()))
                .toList();
    }

    @Test
    @DisplayName("S-19: a hard end, where one is set, refuses the next customer, and those already open stay open")
    void aHardEndRefuses() {
        set(Map.of("viewsAtMost", 2));
        try {
            var first = customer();
            as(() -> it.directory.get(first.id()));
            as(() -> it.directory.get(customer().id()));
            var third = customer();
            refused("daily-limit", () -> as(() -> it.directory.get(third.id())));
            assertThat(as(() -> it.directory.get(first.id())).id()).isEqualTo(first.id());
        } finally {
            limits.settings.change(limits.settings.get().version(), FakePatch.of("viewsAtMost", null));
        }
        assertThat(limits.settings.get().viewsAtMost()).isNull();
    }

    @Test
    @DisplayName("S-19: an export that is larger than what is left of the day is refused as a whole")
    void exportsAreLimited() {
        as(() -> {
            limits.limits.export(6);
            return "";
        });
        refused(
                "daily-limit",
                () -> as(() -> {
                    limits.limits.export(5);
                    return "";
                }));
        as(() -> {
            limits.limits.export(4);
            return "";
        });
        limits.refusals.write();
        limits.refusals.write();
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(LimitKind.EXPORT));
    }

    @Test
    @DisplayName("S-19: modules and the public are not counted")
    void modulesAreNotCounted() {
        var customer = customer();
        var module = Actor.module("loyalty");
        it.access.allowAll(module);
        for (int i = 0; i < 5; i++) {
            it.access.as(module, () -> it.admin.unmask(customer.id(), "模块"));
        }
    }

    @Test
    void limitsAreWholeNumbersAndAChangeIsInTheAudit() {
        assertThatThrownBy(() -> set(Map.of("unmaskings", -1, "exportRows", 1_000_001)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/unmaskings", "/exportRows"));
        assertThatThrownBy(() -> set(Map.of("unmasking", 1)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
        assertThat(it.audit.actions()).contains("limits.changed");
        assertThatThrownBy(() -> limits.settings.change(99_999, FakePatch.of("views", 1)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
    }

    @Test
    void nobodyWithoutTheRightSeesOrSetsLimits() {
        it.access.revoke(user);
        for (ThrowingCallable body : List.<ThrowingCallable>of(
                () -> as(limits.settings::get),
                () -> as(() -> limits.alerts.list(PageRequest.first(1))),
                () -> as(() -> limits.settings.change(1, FakePatch.of("views", 1))))) {
            assertThatThrownBy(body)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        }
    }

    @Test
    void derbyReadsAlertsInTheirOrder() {
        var derby = CustomerFixture.shared(DatabaseKind.DERBY);
        var plan = DerbyPlan.of(derby.database, () -> derby.limits.usage.alertIds(PageRequest.first(50)));
        assertThat(plan).contains("CORE_LIMIT_ALERT_ID").doesNotContain("Sort ResultSet");
    }
}
