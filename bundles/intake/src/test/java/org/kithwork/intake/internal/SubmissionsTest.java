package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch.Rule;
import org.kithwork.intake.internal.Receipts.Link;
import org.kithwork.intake.internal.Submission.Doubt;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.Submissions.Decision;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SubmissionsTest {

    private static Intake it;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        it = new Intake(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        it.close();
    }

    @AfterEach
    void asBefore() {
        it.customers.alike(draft -> List.of());
        it.rules.clear();
    }

    @Test
    @DisplayName("IMP-10: who is new becomes a customer, with what he agreed to and how it can be shown")
    void newcomer() {
        var sent = it.send(
                it.form(false), "fullName", "王小明", "phone", "138 0013 8000", "birth", "1990-02-28", "consent-0", "yes");
        assertThat(sent.state()).isEqualTo(State.RECEIVED);

        it.deliver();

        var done = it.again(sent);
        assertThat(done.state()).isEqualTo(State.ACCEPTED);
        var draft = it.customers.drafts().get(it.customers.drafts().size() - 1);
        assertThat(draft.fullName()).isEqualTo("王小明");
        assertThat(draft.contactPoints()).extracting("value").containsExactly("13800138000");
        assertThat(draft.source()).startsWith("form:");
        assertThat(it.consents.of(done.customerId())).hasSize(2).allSatisfy(consent -> {
            assertThat(consent.purpose()).isEqualTo("MARKETING");
            assertThat(consent.decision()).isEqualTo("GRANT");
            assertThat(consent.decider()).isEqualTo("SELF");
            assertThat(consent.noticeVersion()).isEqualTo("2026-1");
            assertThat(consent.evidence()).contains(sent.id().value());
        });
        assertThat(it.journal.types()).contains("intake.submission.accepted");
        assertThat(it.audit.actions()).contains("submission.received", "submission.accepted");
    }

    @Test
    @DisplayName("IMP-10: who does not tick has decided nothing")
    void silence() {
        var sent = it.send(it.form(false), "fullName", "李四", "phone", "13800138001");

        it.deliver();

        assertThat(it.consents.of(it.again(sent).customerId())).isEmpty();
    }

    @Test
    @DisplayName("IMP-10: one who is surely there is given what he lacks and nothing else")
    void certain() {
        var there = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(there, "王 小明", Rule.PHONE)));
        var before = it.customers.drafts().size();

        var sent = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000");
        it.deliver();

        assertThat(it.again(sent).customerId()).isEqualTo(there);
        assertThat(it.customers.filled()).containsKey(there);
        assertThat(it.customers.drafts()).hasSize(before);
        assertThat(it.consents.of(there)).isEmpty();
    }

    @Test
    @DisplayName("IMP-10: without a link the leave of somebody known waits for a person, and fills nothing until then")
    void unproven() {
        var there = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(there, "王小明", Rule.PHONE)));
        var sent = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000", "consent-0", "yes");
        it.deliver();

        assertThat(it.again(sent).state()).isEqualTo(State.REVIEW);
        assertThat(it.again(sent).doubt()).isEqualTo(Doubt.UNPROVEN);
        assertThat(it.customers.filled()).doesNotContainKey(there);

        it.submissions.decide(sent.id(), new Decision("JOIN", there.value(), null, null, null));

        assertThat(it.again(sent).customerId()).isEqualTo(there);
        assertThat(it.customers.filled()).containsKey(there);
        assertThat(it.consents.of(there)).isEmpty();
    }

    @Test
    @DisplayName("IMP-10: what he withdrew comes back when staff asked him, or he used the link, and not otherwise")
    void withdrawn() {
        var there = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(there, "王小明", Rule.PHONE)));
        withdraws(there);
        var unasked = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000", "consent-0", "yes");
        var asked = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000", "consent-0", "yes");
        it.deliver();
        assertThat(it.waiting()).extracting(Submission::id).contains(unasked.id(), asked.id());

        it.submissions.decide(unasked.id(), new Decision("JOIN", there.value(), null, null, false));
        assertThat(decisions(there)).containsExactly("WITHDRAW");

        it.submissions.decide(asked.id(), new Decision("JOIN", there.value(), null, null, true));
        assertThat(decisions(there)).containsExactly("WITHDRAW", "GRANT", "GRANT");

        withdraws(there);
        var linked = it.send(it.form(true), "fullName", "王小明", "phone", "13800138000", "consent-0", "yes");
        it.receipts.confirm(it.submissions.link(linked.id()));
        it.deliver();

        assertThat(it.again(linked).customerId()).isEqualTo(there);
        assertThat(decisions(there)).containsExactly("WITHDRAW", "GRANT", "GRANT", "WITHDRAW", "GRANT", "GRANT");
    }

    private static void withdraws(CustomerId customer) {
        it.database
                .transactions()
                .run(() -> it.consents.record(
                        customer,
                        new ConsentDraft("MARKETING", "ANY", "WITHDRAW", "SELF", null, null, null, null, null)));
    }

    private static List<String> decisions(CustomerId customer) {
        return it.consents.of(customer).stream().map(ConsentDraft::decision).toList();
    }

    @Test
    @DisplayName("IMP-10, Edge 1: the number of somebody with another name waits for a person, and changes nobody")
    void sharedTelephone() {
        var wife = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(wife, "张丽", Rule.PHONE)));

        var sent = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000", "consent-0", "yes");
        it.deliver();

        assertThat(it.again(sent).state()).isEqualTo(State.REVIEW);
        assertThat(it.again(sent).doubt()).isEqualTo(Doubt.ALIKE);
        assertThat(it.waiting()).extracting(Submission::id).contains(sent.id());
        assertThat(it.customers.filled()).doesNotContainKey(wife);
        assertThat(it.consents.of(wife)).isEmpty();
    }

    @Test
    void whoLooksLikeTwoOrHasOnlyNameAndBirthdayInCommonWaitsForAPersonAsWell() {
        var one = it.customers.add();
        var two = it.customers.add();
        it.customers.alike(
                draft -> List.of(Intake.match(one, "王小明", Rule.PHONE), Intake.match(two, "王小明", Rule.EMAIL)));
        var both = it.send(it.form(false), "fullName", "王小明", "phone", "13800138000");
        it.deliver();
        it.customers.alike(draft -> List.of(Intake.match(one, "王小明", Rule.NAME_BIRTH)));
        var soft = it.send(it.form(false), "fullName", "王小明", "phone", "13800138002");
        it.deliver();

        assertThat(it.again(both).doubt()).isEqualTo(Doubt.ALIKE);
        assertThat(it.again(soft).doubt()).isEqualTo(Doubt.ALIKE);
    }

    @Test
    @DisplayName("IMP-10: who is under 14 waits for a person; without the guardian what he ticked counts for nothing")
    void minor() {
        var day = it.clock.instant().atZone(it.company.zone()).toLocalDate();
        var child = day.minusYears(14).plusDays(1).toString();
        var sent =
                it.send(it.form(false), "fullName", "小朋友", "phone", "13800138003", "birth", child, "consent-0", "yes");
        var grown = it.send(
                it.form(false),
                "fullName",
                "大朋友",
                "phone",
                "13800138004",
                "birth",
                day.minusYears(14).toString());
        it.deliver();

        assertThat(it.again(sent).doubt()).isEqualTo(Doubt.MINOR);
        assertThat(it.again(grown).state()).isEqualTo(State.ACCEPTED);

        var done = it.submissions.decide(sent.id(), new Decision("CREATE", null, null, null, null));
        assertThat(it.consents.of(done.customerId())).isEmpty();

        var other =
                it.send(it.form(false), "fullName", "小朋友", "phone", "13800138005", "birth", child, "consent-0", "yes");
        it.deliver();
        var agreed = it.submissions.decide(other.id(), new Decision("CREATE", null, null, "母亲在柜台签字", null));
        assertThat(it.consents.of(agreed.customerId())).hasSize(2).allSatisfy(consent -> {
            assertThat(consent.decider()).isEqualTo("GUARDIAN");
            assertThat(consent.evidence()).contains("母亲在柜台签字");
        });
    }

    @Test
    @DisplayName("IMP-10: with double opt-in nothing counts before the link was used")
    void doubleOptIn() {
        var sent = it.send(it.form(true), "fullName", "赵六", "phone", "13800138006", "consent-0", "yes");
        assertThat(sent.state()).isEqualTo(State.UNCONFIRMED);
        it.deliver();
        assertThat(it.again(sent).state()).isEqualTo(State.UNCONFIRMED);

        var link = it.submissions.link(sent.id());
        it.clock.advance(Duration.ofHours(5));
        assertThat(it.receipts.confirm(link)).isEqualTo(Link.USED);
        it.deliver();

        var done = it.again(sent);
        assertThat(done.state()).isEqualTo(State.ACCEPTED);
        assertThat(it.consents.of(done.customerId()))
                .isNotEmpty()
                .allSatisfy(consent ->
                        assertThat(consent.at()).isEqualTo(done.confirmedAt().toString()));
    }

    @Test
    @DisplayName("IMP-10, Edge 13: a link that is only looked at confirms nothing")
    void scanner() {
        var sent = it.send(it.form(true), "fullName", "钱七", "phone", "13800138007", "consent-0", "yes");
        var link = it.submissions.link(sent.id());

        for (int i = 0; i < 5; i++) {
            assertThat(it.receipts.look(link)).isEqualTo(Link.OPEN);
        }

        assertThat(it.again(sent).state()).isEqualTo(State.UNCONFIRMED);
    }

    @Test
    @DisplayName("IMP-10: a link is used once, however many use it at once")
    void onceOnly() throws Exception {
        var sent = it.send(it.form(true), "fullName", "孙八", "phone", "13800138008");
        var link = it.submissions.link(sent.id());
        it.journal.clear();
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = IntStream.range(0, 8)
                    .<Callable<Link>>mapToObj(i -> () -> it.receipts.confirm(link))
                    .toList();
            for (var result : pool.invokeAll(tries)) {
                assertThat(result.get()).isEqualTo(Link.USED);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(it.journal.types()).containsExactly("intake.submission.confirmed");
        assertThat(it.receipts.look(link)).isEqualTo(Link.USED);
    }

    @Test
    @DisplayName("IMP-10: a link that is too old, made up or of something rejected is worth nothing")
    void noLink() {
        var sent = it.send(it.form(true), "fullName", "周九", "phone", "13800138009");
        var link = it.submissions.link(sent.id());
        it.clock.advance(Receipts.LINK.plusMinutes(1));

        assertThat(it.receipts.look(link)).isEqualTo(Link.NONE);
        assertThat(it.receipts.confirm(link)).isEqualTo(Link.NONE);
        assertThat(it.receipts.confirm("x".repeat(43))).isEqualTo(Link.NONE);
        assertThat(it.again(sent).state()).isEqualTo(State.UNCONFIRMED);
        assertThatThrownBy(() -> it.submissions.link(sent.id())).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("IMP-10: what nobody confirmed is gone after 30 days")
    void unconfirmedGoes() {
        var sent = it.send(it.form(true), "fullName", "吴十", "phone", "13800138010");
        it.clock.advance(Receipts.UNCONFIRMED.plusDays(1));

        it.send(it.form(true), "fullName", "郑一", "phone", "13800138011");

        assertThatThrownBy(() -> it.again(sent)).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("IMP-10: sent twice from one page it is there once, also at once")
    void sentTwice() throws Exception {
        var form = it.form(false);
        var said = it.receipts.read(form, Intake.typed("fullName", "冯二", "phone", "13800138012"), new Faults());
        it.journal.clear();
        var pool = Executors.newFixedThreadPool(6);
        try {
            var tries = IntStream.range(0, 6)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        it.receipts.receive(form, said, "one-stamp-" + kind, Locale.ENGLISH);
                        return "";
                    })
                    .toList();
            for (var result : pool.invokeAll(tries)) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(it.journal.types()).containsExactly("intake.submission.received");
    }

    @Test
    void aPersonJoinsCreatesOrRejectsAndOnlyOneOfManyDecides() {
        var wife = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(wife, "张丽", Rule.PHONE)));
        var form = it.form(false);
        var join = it.send(form, "fullName", "张丽丽", "phone", "13800138013");
        var create = it.send(form, "fullName", "王小明", "phone", "13800138013");
        var reject = it.send(form, "fullName", "testtest", "phone", "13800138013");
        it.deliver();

        assertThat(it.submissions.matches(join.id())).extracting("id").containsExactly(wife);
        assertThat(it.submissions
                        .decide(join.id(), new Decision("JOIN", wife.value(), null, null, null))
                        .customerId())
                .isEqualTo(wife);
        assertThatThrownBy(() -> it.submissions.decide(create.id(), new Decision("CREATE", null, null, null, null)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("possible-duplicate"));
        assertThat(it.submissions
                        .decide(create.id(), new Decision("CREATE", null, "夫妻共用手机", null, null))
                        .state())
                .isEqualTo(State.ACCEPTED);
        assertThatThrownBy(() -> it.submissions.decide(reject.id(), new Decision("REJECT", null, " ", null, null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/reason"));
        var rejected = it.submissions.decide(reject.id(), new Decision("REJECT", null, "乱填", null, null));
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.said()).isNull();
        assertThatThrownBy(() -> it.submissions.decide(reject.id(), new Decision("CREATE", null, null, null, null)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("submission-decided"));
    }

    @Test
    void aDecisionWithFaultsNamesThem() {
        var sent = it.send(it.form(false), "fullName", "陈三", "phone", "13800138014");

        for (var bad : Map.of(
                        new Decision(null, null, null, null, null), "/what",
                        new Decision("MAYBE", null, null, null, null), "/what",
                        new Decision("JOIN", null, null, null, null), "/customerId",
                        new Decision("JOIN", "x", null, null, null), "/customerId")
                .entrySet()) {
            assertThatThrownBy(() -> it.submissions.decide(sent.id(), bad.getKey()))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.faults())
                                    .extracting("pointer")
                                    .containsExactly(bad.getValue()));
        }
    }

    @Test
    @DisplayName("S-13, S-14: what was sent to another store, or goes to a customer out of scope, is not there")
    void scope() {
        var mine = it.company.open("Mine");
        var draft = it.draft(false);
        var form = it.forms.create(new FormDraft(
                draft.slug(),
                null,
                mine.value(),
                draft.title(),
                null,
                null,
                draft.fields(),
                null,
                null,
                null,
                null,
                null));
        var own = it.send(form, "fullName", "褚四", "phone", "13800138015");
        var theirs = it.send(it.form(false), "fullName", "卫五", "phone", "13800138016");
        var stranger = it.customers.add();
        var manager = new Actor(Actor.Kind.USER, it.ids.next(), "Manager");
        it.access.grant(
                manager,
                new Visibility(false, Set.of(), Set.of(mine.value()), Set.of()),
                "core:customer:view",
                IntakePermissions.VIEW_SUBMISSIONS,
                IntakePermissions.EDIT_SUBMISSIONS);

        it.access.run(manager, () -> {
            assertThat(it.submissions.list(null, PageRequest.first(50)).items())
                    .extracting(Submission::id)
                    .containsExactly(own.id());
            assertNotFound(() -> it.submissions.get(theirs.id()));
            assertNotFound(() -> it.submissions.link(theirs.id()));
            assertNotFound(() -> it.submissions.decide(theirs.id(), new Decision("REJECT", null, "x", null, null)));
            assertNotFound(
                    () -> it.submissions.decide(own.id(), new Decision("JOIN", stranger.value(), null, null, null)));
        });
        assertThat(it.again(theirs).state()).isEqualTo(State.RECEIVED);
    }

    private static void assertNotFound(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("S-16, Edge 29: where what was typed is hidden it is not shown, not compared and not decided")
    void hidden() {
        var sent = it.send(it.form(true), "fullName", "蒋六", "phone", "13800138017");
        it.rules.limit("intake:submission", "answers", FieldAccess.HIDE);

        assertThat(it.submissions.get(sent.id()).said()).isNull();
        assertThat(it.submissions.list(null, PageRequest.first(50)).items())
                .allSatisfy(submission -> assertThat(submission.said()).isNull());
        assertThatThrownBy(() -> it.submissions.matches(sent.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.submissions.link(sent.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.submissions.decide(sent.id(), new Decision("REJECT", null, "x", null, null)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void whoHasNoRightSeesNothing() {
        var sent = it.send(it.form(false), "fullName", "沈七", "phone", "13800138018");

        it.access.run(Actor.PUBLIC, () -> {
            assertThatThrownBy(() -> it.submissions.get(sent.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.submissions.list(null, PageRequest.first(5)))
                    .isInstanceOf(Problem.class);
        });
    }

    @Test
    void anEventThatComesTwiceHasOneEffect() {
        var sent = it.send(it.form(false), "fullName", "韩八", "phone", "13800138019");
        var event = it.journal.events().get(it.journal.events().size() - 1);
        it.deliver();
        var before = it.customers.drafts().size();

        it.database.transactions().run(() -> it.handler.handle(event));

        assertThat(it.customers.drafts()).hasSize(before);
        assertThat(it.again(sent).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void derbyReadsListsOfSubmissionsByTheirIndexes() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        it.send(it.form(false), "fullName", "杨九", "phone", "13800138020");
        var stores = new Visibility(false, Set.of(), Set.of(it.company.open("S").value()), Set.of());
        for (var state : new State[] {null, State.REVIEW}) {
            var plan = DerbyPlan.of(it.database, () -> it.submissionStore.list(state, stores, PageRequest.first(20)));
            assertThat(plan)
                    .contains(state == null ? "INTAKE_SUBMISSION_LIST" : "INTAKE_SUBMISSION_STATE")
                    .doesNotContain("Sort ResultSet");
        }
    }
}
