package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadMove;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.score.Condition;
import org.kithwork.funnel.internal.score.Score;
import org.kithwork.funnel.internal.score.Score.Outcome;
import org.kithwork.funnel.internal.score.ScoreRule;
import org.kithwork.funnel.internal.score.ScoreRuleDraft;
import org.kithwork.funnel.internal.score.ScoreRuleDraft.When;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ScoresTest {

    private static final String BOUGHT = "purchase.completed";
    private static final String TOUCHED = "interaction.recorded";

    private final DatabaseKind kind;
    private Funnel funnel;

    ScoresTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
        List.of(BOUGHT, TOUCHED, "need.open", "purchase.returned").forEach(funnel.signals::offer);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private void clear() {
        funnel.scoreRules.list().forEach(rule -> funnel.scoreRules.remove(rule.id()));
    }

    private ScoreRule rule(When condition, int points, @Nullable Integer halfLife) {
        return funnel.scoreRules.add(new ScoreRuleDraft(
                new Bilingual(null, condition.kind() + " " + points), condition, points, halfLife, null));
    }

    private static When when(Condition.Kind kind, Map<String, Object> members) {
        return new When(
                kind.name(),
                members.containsKey("sources") ? List.of((String) members.get("sources")) : null,
                (MoneyDraft) members.get("amount"),
                (String) members.get("stage"),
                (Integer) members.get("probability"),
                (String) members.get("signal"),
                (String) members.get("figure"),
                (String) members.get("comparison"),
                (String) members.get("value"),
                (Integer) members.get("days"),
                (String) members.get("member"));
    }

    private static When bought(String figure, String comparison, String value) {
        return when(
                Condition.Kind.SIGNAL,
                Map.of(
                        "signal", BOUGHT,
                        "figure", figure,
                        "comparison", comparison,
                        "value", value,
                        "days", 100));
    }

    private Opportunity made(@Nullable String amount) {
        return funnel.book.create(Funnel.draft(funnel.customers.add(), amount));
    }

    private Opportunity from(String source) {
        return funnel.book.create(new OpportunityDraft(
                funnel.customers.add().value(),
                null,
                null,
                "Tea",
                null,
                null,
                null,
                null,
                source,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private Actor user(String name) {
        return funnel.user(name, Funnel.own(new Actor(Actor.Kind.USER, "x", "x")));
    }

    private String score(Opportunity one) {
        return funnel.scores.of(one.id()).score().toPlainString();
    }

    private Score.Part part(Opportunity one) {
        var parts = funnel.scores.of(one.id()).parts();
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    @Test
    @DisplayName(
            "FUN-22: the rules that are there from the start add up, and each part says why and how old its fact is")
    void rulesFromTheStart() {
        var one = from("referral");
        var customer = one.customerId();
        var now = funnel.clock.instant();
        for (int days : List.of(45, 100, 200)) {
            funnel.signals.add(customer, BOUGHT, now.minus(Duration.ofDays(days)), "10");
        }

        var score = funnel.scores.of(one.id());

        var points = new LinkedHashMap<String, String>();
        score.parts().forEach(part -> points.put(part.rule().en(), part.points().toPlainString()));
        assertThat(points)
                .containsExactly(
                        Map.entry("Referred", "15.0"),
                        Map.entry("Active lately", "20.0"),
                        Map.entry("At least as likely as not", "0.0"),
                        Map.entry("Bought lately", "14.1"),
                        Map.entry("Regular customer", "15.0"),
                        Map.entry("Has an open need", "0.0"),
                        Map.entry("Returned several times lately", "0.0"));
        assertThat(score.score()).hasToString("64.1");
        assertThat(score.withheld()).isFalse();
        var bought = score.parts().get(3);
        assertThat(bought.full()).isEqualTo(20);
        assertThat(bought.halfLifeDays()).isEqualTo(90);
        assertThat(bought.ageDays()).hasToString("45.0");
        assertThat(bought.because().value()).hasToString("2");
        assertThat(bought.because().since()).isEqualTo(now.minus(Duration.ofDays(45)));
        assertThat(score.parts().get(5).outcome()).isEqualTo(Outcome.NOT_MET);
    }

    @Test
    @DisplayName("FUN-22: a score is of the moment in which it is asked for: it decays while nothing else happens")
    void decays() {
        clear();
        rule(when(Condition.Kind.ACTIVITY, Map.of("days", 60)), 20, 30);
        var one = made(null);
        assertThat(score(one)).isEqualTo("20.0");

        funnel.clock.advance(Duration.ofDays(45));
        assertThat(score(one)).isEqualTo("7.1");
        funnel.signals.add(one.customerId(), TOUCHED, funnel.clock.instant().minus(Duration.ofDays(30)), null);
        assertThat(score(one)).isEqualTo("10.0");
        one = funnel.move(one, "Consideration");
        assertThat(score(one)).isEqualTo("20.0");

        funnel.clock.advance(Duration.ofDays(61));
        assertThat(part(one).outcome()).isEqualTo(Outcome.NOT_MET);
    }

    @Test
    @DisplayName("FUN-22: amounts are compared at the rate of today; without a rate nothing is concluded")
    void amounts() {
        clear();
        rule(when(Condition.Kind.AMOUNT, Map.of("amount", new MoneyDraft("700", "CNY"))), 30, null);
        var enough = made("700");
        var little = made("699.99");
        var none = made(null);
        var dollars = funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("100", "USD"), null));

        assertThat(score(enough)).isEqualTo("30.0");
        assertThat(score(little)).isEqualTo("0.0");
        assertThat(score(none)).isEqualTo("0.0");
        assertThat(part(dollars).outcome()).isEqualTo(Outcome.WITHHELD);
        funnel.rates.put("USD", new java.math.BigDecimal("7.1"));
        assertThat(score(dollars)).isEqualTo("30.0");
    }

    @Test
    @DisplayName("FUN-22: a stage counts once it is reached, on the way of its own pipeline")
    void stages() {
        clear();
        rule(
                when(
                        Condition.Kind.STAGE,
                        Map.of(
                                "stage",
                                funnel.stage("Research and evaluation").id().value())),
                5,
                null);
        var one = made("1");
        assertThat(score(one)).isEqualTo("0.0");
        one = funnel.move(one, "Consideration");
        assertThat(score(one)).isEqualTo("5.0");
        one = funnel.move(one, "Purchase");
        assertThat(score(one)).isEqualTo("5.0");
        one = funnel.move(made("1"), "Lost", "PRICE");
        assertThat(score(one)).isEqualTo("0.0");
    }

    @Test
    @DisplayName("FUN-22: figures of signals: how many, together, the latest, how long ago")
    void signals() {
        clear();
        var one = made(null);
        var now = funnel.clock.instant();
        funnel.signals.add(one.customerId(), BOUGHT, now.minus(Duration.ofDays(101)), "1000");
        funnel.signals.add(one.customerId(), BOUGHT, now.minus(Duration.ofDays(40)), "30");
        funnel.signals.add(one.customerId(), BOUGHT, now.minus(Duration.ofDays(20)), "12.5");
        rule(bought("COUNT", "AT_LEAST", "2"), 1, null);
        rule(bought("COUNT", "AT_LEAST", "3"), 2, null);
        rule(bought("SUM", "AT_LEAST", "42.5"), 4, null);
        rule(bought("LATEST", "AT_MOST", "12.5"), 8, null);
        rule(bought("DAYS_SINCE", "AT_LEAST", "20"), 16, null);
        rule(bought("DAYS_SINCE", "AT_MOST", "19"), 32, null);

        assertThat(score(one)).isEqualTo("29.0");
        assertThat(score(made(null))).isEqualTo("0.0");
    }

    @Test
    @DisplayName("FUN-22: what nobody offers, and what has no value, is withheld and not taken for nothing")
    void absentIsNotZero() {
        clear();
        rule(bought("COUNT", "AT_MOST", "0"), -20, null);
        var one = made(null);
        assertThat(score(one)).isEqualTo("-20.0");
        funnel.signals.withdraw(BOUGHT);
        assertThat(part(one).outcome()).isEqualTo(Outcome.WITHHELD);
        assertThat(funnel.scores.of(one.id()).withheld()).isTrue();

        clear();
        rule(bought("SUM", "AT_LEAST", "1"), 20, null);
        funnel.signals.add(one.customerId(), BOUGHT, funnel.clock.instant().minusSeconds(60), "9");
        assertThat(score(one)).isEqualTo("20.0");
        funnel.signals.add(one.customerId(), BOUGHT, funnel.clock.instant().minusSeconds(30), null);
        assertThat(part(one).outcome()).isEqualTo(Outcome.WITHHELD);
        assertThat(part(one).because()).isNull();
    }

    @Test
    @DisplayName("FUN-22: what is hidden from somebody gives him no points, whatever it is")
    void hidden() {
        clear();
        rule(when(Condition.Kind.AMOUNT, Map.of("amount", new MoneyDraft("100", "CNY"))), 30, null);
        rule(when(Condition.Kind.MEMBER, Map.of("member", "phone")), 10, 10);
        var one = made("100");
        var poor = made("1");
        funnel.members.valid(one.customerId(), "phone", funnel.clock.instant().minus(Duration.ofDays(10)));
        assertThat(score(one)).isEqualTo("35.0");

        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        funnel.fields.limit("core:customer", "contactPoints", FieldAccess.HIDE);

        for (var id : List.of(one.id(), poor.id())) {
            var score = funnel.scores.of(id);
            assertThat(score.score()).hasToString("0.0");
            assertThat(score.withheld()).isTrue();
            assertThat(score.parts()).extracting(Score.Part::outcome).containsOnly(Outcome.WITHHELD);
            assertThat(score.parts()).extracting(Score.Part::because).containsOnlyNulls();
            assertThat(score.parts()).extracting(Score.Part::ageDays).containsOnlyNulls();
        }
        assertThat(funnel.scores.of(one.id())).isEqualTo(funnel.scores.of(poor.id()));
    }

    @Test
    @DisplayName("FUN-22: of an opportunity whose customer is not visible nothing is concluded from the customer")
    void customerOutOfScope() {
        clear();
        rule(bought("COUNT", "AT_MOST", "0"), -20, null);
        rule(when(Condition.Kind.MEMBER, Map.of("member", "company")), 10, null);
        var seller = funnel.user("韩梅梅", Funnel.own(new Actor(Actor.Kind.USER, "nobody", "nobody")));
        funnel.access.grant(seller, Funnel.own(seller), FunnelPermissions.VIEW_OPPORTUNITIES);
        var customer = funnel.customers.add();
        var one = funnel.book.create(new OpportunityDraft(
                customer.value(),
                null,
                null,
                "Tea",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                seller.id(),
                null,
                null,
                null,
                null));

        funnel.access.run(
                seller,
                () -> assertThat(funnel.scores.of(one.id()).parts())
                        .extracting(Score.Part::outcome)
                        .containsOnly(Outcome.WITHHELD));
    }

    @Test
    @DisplayName(
            "FUN-22: a page of opportunities is scored with one question for signals, and what is out of scope is left out")
    void pages() {
        var ids = new ArrayList<OpportunityId>();
        for (int i = 0; i < 50; i++) {
            ids.add(made("1").id());
        }
        var before = funnel.signals.queries();

        assertThat(funnel.scores.of(ids)).hasSize(50);

        assertThat(funnel.signals.queries() - before).isEqualTo(1);
        var seller = user("韩梅梅");
        funnel.access.grant(seller, Funnel.own(seller), FunnelPermissions.VIEW_OPPORTUNITIES);
        funnel.access.run(seller, () -> {
            assertThat(funnel.scores.of(ids)).isEmpty();
            assertThat(problem(() -> funnel.scores.of(ids.get(0))).code()).isEqualTo("not-found");
        });
        ids.add(ids.get(0));
        assertThat(problem(() -> funnel.scores.of(ids)).code()).isEqualTo("invalid");
        assertThat(funnel.scores.of(List.of())).isEmpty();
    }

    @Test
    @DisplayName("FUN-22: every fault of a rule is named at once, with its place")
    void faults() {
        var condition =
                new When("SIGNAL", List.of("fair"), null, null, null, "Purchase", "MOST", null, "many", 0, null);

        var problem = problem(
                () -> funnel.scoreRules.add(new ScoreRuleDraft(new Bilingual(" ", null), condition, 101, 9_999, null)));

        assertThat(problem.faults().stream().map(Fault::pointer).toList())
                .containsExactlyInAnyOrder(
                        "/name/zh",
                        "/condition/sources",
                        "/condition/signal",
                        "/condition/figure",
                        "/condition/comparison",
                        "/condition/value",
                        "/condition/days",
                        "/points",
                        "/halfLifeDays");
        for (var wrong : List.of(
                when(Condition.Kind.SOURCE, Map.of()),
                when(Condition.Kind.AMOUNT, Map.of("amount", new MoneyDraft("0", "CNY"))),
                when(Condition.Kind.STAGE, Map.of("stage", "00000000-0000-7000-8000-00000000dead")),
                when(
                        Condition.Kind.STAGE,
                        Map.of("stage", funnel.stage("Lost").id().value())),
                when(Condition.Kind.PROBABILITY, Map.of("probability", 101)),
                when(Condition.Kind.MEMBER, Map.of("member", "shoe size")))) {
            assertThat(problem(() -> rule(wrong, 1, null)).code()).isEqualTo("invalid");
        }
        assertThat(problem(() -> rule(when(Condition.Kind.ACTIVITY, Map.of("days", 1)), 0, null))
                        .code())
                .isEqualTo("invalid");
    }

    @Test
    @DisplayName(
            "FUN-22: rules are changed by whoever may set scores up, each change with its version and in the audit")
    void changes() {
        var kept = funnel.scoreRules.list().get(0);

        var changed =
                funnel.scoreRules.change(kept.id(), 1, FakePatch.of("points", 7).with("active", false));

        assertThat(changed).isEqualTo(funnel.scoreRules.list().get(0));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.condition()).isEqualTo(kept.condition());
        assertThat(funnel.scores.of(from("referral").id()).parts())
                .extracting(Score.Part::ruleId)
                .doesNotContain(kept.id());
        assertThat(problem(() -> funnel.scoreRules.change(kept.id(), 1, FakePatch.of("points", 8)))
                        .code())
                .isEqualTo("stale-version");
        funnel.scoreRules.remove(kept.id());
        assertThat(problem(() -> funnel.scoreRules.remove(kept.id())).code()).isEqualTo("not-found");
        assertThat(funnel.audit.actions()).contains("score-rule.changed", "score-rule.removed");
        var reader = funnel.users.employ("Reader");
        funnel.access.grant(reader, Funnel.own(reader), FunnelPermissions.VIEW_PIPELINES);
        funnel.access.run(reader, () -> {
            assertThat(funnel.scoreRules.list()).hasSize(6);
            assertThat(problem(() -> rule(when(Condition.Kind.ACTIVITY, Map.of("days", 1)), 1, null))
                            .code())
                    .isEqualTo("forbidden");
        });
    }

    @Test
    @DisplayName("FUN-22: there are fifty rules at most")
    void fifty() {
        for (int i = 7; i < 50; i++) {
            rule(when(Condition.Kind.ACTIVITY, Map.of("days", 1)), 1, null);
        }

        assertThat(problem(() -> rule(when(Condition.Kind.ACTIVITY, Map.of("days", 1)), 1, null))
                        .code())
                .isEqualTo("score-rules-full");
    }

    @Test
    @DisplayName("FUN-22: a lead is scored by the rules that say something of leads, and as whoever asks may see it")
    void leads() {
        clear();
        rule(when(Condition.Kind.SOURCE, Map.of("sources", "referral")), 15, null);
        rule(when(Condition.Kind.ACTIVITY, Map.of("days", 60)), 20, 30);
        rule(bought("COUNT", "AT_LEAST", "1"), 10, null);
        rule(when(Condition.Kind.PROBABILITY, Map.of("probability", 1)), 40, null);
        rule(when(Condition.Kind.AMOUNT, Map.of("amount", new MoneyDraft("1", "CNY"))), 40, null);
        var customer = funnel.customers.add();
        var lead = funnel.leadBook.create(new LeadDraft(
                customer.value(),
                null,
                "Tea for an office",
                "Referral",
                null,
                null,
                user("李雷").id(),
                null));

        funnel.clock.advance(Duration.ofDays(45));
        funnel.signals.add(customer, BOUGHT, funnel.clock.instant().minus(Duration.ofDays(1)), "10");
        var score = funnel.scores.of(lead.id());

        assertThat(score.parts())
                .extracting(part -> part.kind() + " " + part.points())
                .containsExactly("SOURCE 15.0", "ACTIVITY 7.1", "SIGNAL 10.0");
        assertThat(score.score()).hasToString("32.1");
        assertThat(funnel.scores.ofLeads(List.of(lead.id()))).containsExactly(Map.entry(lead.id(), score));

        funnel.leadMoves.move(lead.id(), new LeadMove("WORKING", null, null, null));
        assertThat(funnel.scores.of(lead.id()).score()).hasToString("45.0");

        var stranger = user("韩梅梅");
        funnel.access.grant(stranger, Funnel.own(stranger), FunnelPermissions.VIEW_LEADS);
        funnel.access.run(stranger, () -> {
            assertThat(problem(() -> funnel.scores.of(lead.id())).code()).isEqualTo("not-found");
            assertThat(funnel.scores.ofLeads(List.of(lead.id()))).isEmpty();
        });
        assertThat(problem(() -> funnel.scores.ofLeads(
                                Stream.generate(() -> lead.id()).limit(51).toList()))
                        .faults())
                .extracting(Fault::pointer)
                .containsExactly("/lead");
    }
}
