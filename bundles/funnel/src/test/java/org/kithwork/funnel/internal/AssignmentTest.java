package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.funnel.internal.lead.AssignmentRules;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadAssignment;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.funnel.internal.lead.RuleDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AssignmentTest {

    private final DatabaseKind kind;
    private Funnel funnel;

    AssignmentTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private static RuleDraft rule(String name, @Nullable String source, Actor... people) {
        return new RuleDraft(null, name, source == null ? null : List.of(source), null, null, ids(people), null);
    }

    private static List<String> ids(Actor... people) {
        return List.of(people).stream().map(Actor::id).toList();
    }

    private AssignmentRules.All put(RuleDraft... rules) {
        return funnel.rules.put(funnel.rules.get().version(), new AssignmentRules.Draft(List.of(rules)));
    }

    private Lead from(@Nullable String source) {
        return in(source, null, null);
    }

    private Lead in(@Nullable String source, @Nullable StoreId store, @Nullable LeadNoteDraft note) {
        return funnel.leadBook.create(new LeadDraft(
                funnel.customers.add().value(),
                null,
                "Tea",
                source,
                null,
                store == null ? null : store.value(),
                null,
                note));
    }

    private static @Nullable String owner(Lead lead) {
        var owner = lead.owner();
        return owner == null ? null : owner.name();
    }

    private static @Nullable String why(Lead lead) {
        return Objects.requireNonNull(lead.assignment()).rule();
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    @Test
    @DisplayName("FUN-14: the first rule that fits gives the lead, and it is kept which one it was")
    void theFirstRuleThatFits() {
        var lei = funnel.users.employ("李雷");
        var mei = funnel.users.employ("韩梅梅");
        var store = funnel.company.open("南京西路店");
        put(
                rule("展会线索", " Fair ", lei),
                new RuleDraft(null, "本店", null, List.of(store.value()), List.of("NOTE"), ids(mei), null));

        var fair = from("FAIR");
        assertThat(owner(fair)).isEqualTo("李雷");
        assertThat(why(funnel.leads.get(fair.id()))).isEqualTo("展会线索");
        assertThat(owner(in("fair", store, new LeadNoteDraft("hot", null)))).isEqualTo("李雷");
        assertThat(owner(in("web", store, new LeadNoteDraft("hot", null)))).isEqualTo("韩梅梅");
        assertThat(owner(in("web", store, null))).isNull();
        assertThat(owner(from("web"))).isNull();

        put(rule("改名", "fair", lei));
        assertThat(why(funnel.leads.get(fair.id()))).isEqualTo("展会线索");
    }

    @Test
    @DisplayName("FUN-14: those of a rule get its leads in turn, without those who have left or would not see them")
    void inTurn() {
        var a = funnel.users.employ("A");
        var b = funnel.users.employ("B");
        var c = funnel.users.employ("C");
        put(rule("All", null, a, b, c));

        assertThat(List.of(1, 2, 3, 4)).extracting(n -> owner(from("web"))).containsExactly("A", "B", "C", "A");
        funnel.users.leave(b);
        assertThat(List.of(1, 2)).extracting(n -> owner(from("web"))).containsExactly("C", "A");
        funnel.users.blind(c);
        assertThat(List.of(1, 2)).extracting(n -> owner(from("web"))).containsExactly("A", "A");
        funnel.users.leave(a);
        assertThat(owner(from("web"))).isNull();
    }

    @Test
    @DisplayName(
            "FUN-14: a rule that stays goes on with its turn, and whoever is in a team gets leads of it and of those below")
    void teams() {
        var company = funnel.company.team("Sales", null);
        var north = funnel.company.team("North", company);
        var a = funnel.users.employ("A");
        var b = funnel.users.employ("B");
        funnel.company.joins(new UserId(a.id()), company).joins(new UserId(b.id()), north);
        var there = put(new RuleDraft(null, "Team", null, null, null, null, List.of(company.value())));
        assertThat(owner(from("web"))).isEqualTo("A");

        var same = there.items().get(0);
        put(
                rule("Fair", "fair", a),
                new RuleDraft(same.id(), "Team", null, null, null, null, List.of(company.value())));

        assertThat(owner(from("web"))).isEqualTo("B");
    }

    @Test
    @DisplayName("FUN-14: however many leads come in at once, those of a rule get equally many, to one")
    void fairUnderParallelIntake() throws Exception {
        var people = new Actor[] {funnel.users.employ("A"), funnel.users.employ("B"), funnel.users.employ("C")};
        put(rule("All", null, people));
        var customers = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            customers.add(funnel.customers.add().value());
        }
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Lead>> intake = customers.stream()
                    .map(customer -> (Callable<Lead>) () ->
                            funnel.leadBook.create(new LeadDraft(customer, null, "Tea", "web", null, null, null, null)))
                    .toList();
            var owners = new ArrayList<String>();
            for (var made : pool.invokeAll(intake)) {
                owners.add(String.valueOf(owner(made.get())));
            }
            Map<String, Long> counts =
                    owners.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(counts).containsOnlyKeys("A", "B", "C");
            assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
                    .isLessThanOrEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("FUN-14: what no rule takes stays without an owner, but for whom would not see it again")
    void noRuleFits() {
        assertThat(owner(from("web"))).isNull();
        var seller = funnel.users.employ("李雷");
        funnel.access.grant(
                seller,
                Funnel.own(seller),
                "core:customer:view",
                FunnelPermissions.VIEW_LEADS,
                FunnelPermissions.CREATE_LEADS);
        var customer = funnel.customers.add(new UserId(seller.id()), null);
        var draft = new LeadDraft(customer.value(), null, "Tea", null, null, null, null, null);
        assertThat(funnel.access.as(seller, () -> owner(funnel.leadBook.create(draft))))
                .isNull();

        funnel.access.grant(seller, "core:customer:view");
        var others = funnel.customers.add();
        var elsewhere = new LeadDraft(others.value(), null, "Tea", null, null, null, null, null);
        assertThat(funnel.access.as(seller, () -> owner(funnel.leadBook.create(elsewhere))))
                .isEqualTo("李雷");
    }

    @Test
    @DisplayName(
            "FUN-14: somebody new belongs to whoever looks after his lead, where the caller may give customers to anybody")
    void newcomersBelongToTheOwner() {
        var lei = funnel.users.employ("李雷");
        put(rule("All", null, lei));
        var person = new CustomerDraft(
                null, "王芳", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
        var draft = new LeadDraft(null, person, "Tea", "web", null, null, null, null);
        funnel.leadBook.create(draft);
        var clerk = funnel.user("韩梅梅", FakeAccess.ALL, FunnelPermissions.VIEW_LEADS, FunnelPermissions.CREATE_LEADS);
        funnel.access.run(clerk, () -> funnel.leadBook.create(draft));

        assertThat(funnel.customers.drafts()).extracting(CustomerDraft::ownerId).containsExactly(lei.id(), null);
        assertThat(funnel.customers.drafts()).extracting(CustomerDraft::source).containsOnly("web");
    }

    @Test
    @DisplayName("FUN-14: a lead is given by hand or by the rules, and nobody gives one away without the right to")
    void givenByHand() {
        var lei = funnel.user("李雷", FakeAccess.ALL, FunnelPermissions.VIEW_LEADS, FunnelPermissions.EDIT_LEADS);
        var mei = funnel.users.employ("韩梅梅");
        var lead = from("web");
        assertThat(problem(() -> funnel.leadMoves.assign(lead.id(), new LeadAssignment(null)))
                        .code())
                .isEqualTo("no-rule-fits");

        funnel.access.run(lei, () -> {
            assertThat(problem(() -> funnel.leadMoves.assign(lead.id(), new LeadAssignment(mei.id())))
                            .faults())
                    .extracting(Fault::pointer)
                    .containsExactly("/ownerId");
            assertThat(owner(funnel.leadMoves.assign(lead.id(), new LeadAssignment(lei.id()))))
                    .isEqualTo("李雷");
        });
        var given = funnel.leadMoves.assign(lead.id(), new LeadAssignment(mei.id()));
        assertThat(owner(given)).isEqualTo("韩梅梅");
        assertThat(why(given)).isNull();
        funnel.access.run(
                lei,
                () -> assertThat(problem(() -> funnel.leadMoves.assign(lead.id(), new LeadAssignment(lei.id())))
                                .code())
                        .isEqualTo("forbidden"));
        put(rule("Web", "web", lei));
        var ruled = funnel.leadMoves.assign(lead.id(), new LeadAssignment(null));
        assertThat(owner(ruled)).isEqualTo("李雷");
        assertThat(why(ruled)).isEqualTo("Web");
        assertThat(funnel.journal.types()).endsWith("funnel.lead.assigned");
    }

    @Test
    @DisplayName("FUN-14: rules are set up by whom it is allowed, every fault is named, and a stale change is refused")
    void rulesAreChecked() {
        var gone = funnel.users.employ("Gone");
        funnel.users.leave(gone);
        var faults = problem(() -> put(
                        new RuleDraft("x", " ", List.of(""), List.of("y"), List.of("z"), ids(gone), List.of("t")),
                        new RuleDraft(null, "Nobody", null, null, null, null, null)))
                .faults();
        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/items/0/id",
                        "/items/0/name",
                        "/items/0/sources/0",
                        "/items/0/stores/0",
                        "/items/0/has/0",
                        "/items/0/users/0",
                        "/items/0/teams/0",
                        "/items/1/users");
        assertThat(problem(() -> funnel.rules.put(0, new AssignmentRules.Draft(List.of())))
                        .code())
                .isEqualTo("stale-version");
        var seller = funnel.user("李雷", FakeAccess.ALL, FunnelPermissions.VIEW_LEADS);
        funnel.access.run(
                seller,
                () -> assertThat(problem(() -> funnel.rules.get()).code()).isEqualTo("forbidden"));
    }
}
