package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerMatch.Rule;
import org.kithwork.intake.internal.Captures.Outcome;
import org.kithwork.intake.internal.Captures.Result;
import org.kithwork.intake.internal.Submission.Doubt;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CapturesTest {

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
    }

    private static CaptureDraft draft(Form form, String phone, @Nullable Boolean agreed) {
        return new CaptureDraft(
                it.ids.next(),
                form.id().value(),
                null,
                phone,
                null,
                agreed,
                Boolean.TRUE.equals(agreed) ? "2026-1" : null,
                null,
                null);
    }

    private static Result take(CaptureDraft draft) {
        return it.captures.take(List.of(draft), Locale.ENGLISH).get(0);
    }

    private static List<Submission> of(Form form) {
        return it.submissions.list(null, PageRequest.first(200)).items().stream()
                .filter(one -> one.formId().equals(form.id()))
                .toList();
    }

    @Test
    @DisplayName("IMP-12: a number and one tap make a customer, with the leave, the notice and who took it down")
    void phoneAndLeave() {
        var form = it.form(false);
        var said = draft(form, "138 0013 9000", true);

        assertThat(take(said)).isEqualTo(new Result(said.key(), Outcome.KEPT, List.of()));
        it.deliver();

        var kept = of(form).get(0);
        assertThat(kept.origin()).isEqualTo(Origin.CAPTURE);
        assertThat(kept.takenBy().id()).isEqualTo(it.access.actor().id());
        assertThat(kept.state()).isEqualTo(State.ACCEPTED);
        var draft = it.customers.drafts().get(it.customers.drafts().size() - 1);
        assertThat(draft.unnamed()).isTrue();
        assertThat(draft.contactPoints()).extracting("value").containsExactly("13800139000");
        assertThat(it.consents.of(kept.customerId())).hasSize(2).allSatisfy(consent -> {
            assertThat(consent.noticeVersion()).isEqualTo("2026-1");
            assertThat(consent.evidence())
                    .contains(kept.id().value(), it.access.actor().id());
        });
    }

    @Test
    @DisplayName("IMP-12: who did not agree has decided nothing, and is kept all the same")
    void withoutLeave() {
        var form = it.form(false);

        take(draft(form, "13800139001", false));
        it.deliver();

        assertThat(it.consents.of(of(form).get(0).customerId())).isEmpty();
    }

    @Test
    @DisplayName("IMP-12: an entry is kept once, however often and however parallel it is sent")
    void onceOnly() throws Exception {
        var form = it.form(false);
        var said = draft(form, "13800139002", true);
        var actor = it.access.actor();
        var pool = Executors.newFixedThreadPool(6);
        try {
            var tries = Collections.nCopies(6, (Callable<Result>) () -> it.access.as(actor, () -> take(said)));
            for (var result : pool.invokeAll(tries)) {
                assertThat(result.get().outcome()).isEqualTo(Outcome.KEPT);
            }
        } finally {
            pool.shutdownNow();
        }
        take(said);

        assertThat(of(form)).hasSize(1);
    }

    @Test
    @DisplayName("IMP-12: of a batch each stands for itself: one that is wrong is named, the others are kept")
    void batch() {
        var form = it.form(false);
        var bad = new CaptureDraft("short", form.id().value(), null, "12", null, true, null, "yesterday", null);

        var results = it.captures.take(
                List.of(draft(form, "13800139003", true), bad, draft(form, "13800139004", null)), Locale.ENGLISH);

        assertThat(results).extracting(Result::outcome).containsExactly(Outcome.KEPT, Outcome.REFUSED, Outcome.KEPT);
        assertThat(results.get(1).faults())
                .extracting(Captures.Wrong::pointer)
                .containsExactlyInAnyOrder("/key", "/phone", "/noticeVersion", "/at");
        assertThat(of(form)).hasSize(2);
        var many = IntStream.rangeClosed(0, Captures.MOST)
                .mapToObj(i -> draft(form, "13800139005", null))
                .toList();
        assertThatThrownBy(() -> it.captures.take(many, Locale.ENGLISH)).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("IMP-12: leave for a notice that was changed meanwhile is not kept, the number is")
    void changedNotice() {
        var form = it.form(false);
        var said = draft(form, "13800139006", true);
        it.forms.change(
                form.id(),
                form.version(),
                FakePatch.of("notice", new FormDraft.Notice("2026-2", new Bilingual("新", null))));

        assertThat(take(said).outcome()).isEqualTo(Outcome.KEPT_WITHOUT_LEAVE);

        assertThat(of(form))
                .singleElement()
                .satisfies(kept -> assertThat(kept.said().consents()).isEmpty());
    }

    @Test
    @DisplayName("IMP-12: what waited for a line is of the time when it was said, if that can be")
    void when() {
        var form = it.form(false);
        var now = it.clock.instant();
        for (var at : List.of(now.minus(Duration.ofHours(5)), now.plus(Duration.ofHours(5)))) {
            var draft = draft(form, "13800139007", null);
            take(new CaptureDraft(
                    draft.key(), draft.formId(), null, draft.phone(), null, null, null, at.toString(), null));
        }

        assertThat(of(form))
                .extracting(Submission::receivedAt)
                .containsExactlyInAnyOrder(now.minus(Duration.ofHours(5)), now);
        var old = draft(form, "13800139008", null);
        assertThat(take(new CaptureDraft(
                                old.key(),
                                old.formId(),
                                null,
                                old.phone(),
                                null,
                                null,
                                null,
                                now.minus(Captures.OLDEST).minusSeconds(1).toString(),
                                null))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    @DisplayName("IMP-12: a number that somebody has already waits for a person")
    void known() {
        var there = it.customers.add();
        it.customers.alike(draft -> List.of(Intake.match(there, "王小明", Rule.PHONE)));
        var form = it.form(false);

        take(draft(form, "13800139009", true));
        it.deliver();

        assertThat(of(form).get(0).doubt()).isEqualTo(Doubt.ALIKE);
        assertThat(it.consents.of(there)).isEmpty();
    }

    @Test
    @DisplayName("IMP-12, S-13: whoever is of a store takes people down for that store alone, and a stranger for none")
    void scope() {
        var mine = it.company.open("Mine");
        var theirs = it.company.open("Theirs");
        var form = it.form(false);
        var clerk = clerk(mine);

        it.access.run(clerk, () -> {
            assertThat(it.captures.choices().stores())
                    .extracting(Captures.Place::id)
                    .containsExactly(mine);
            assertThat(at(form, null).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(at(form, theirs).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(at(form, mine).outcome()).isEqualTo(Outcome.KEPT);
            assertThat(it.captures.openKiosk(form.id().value(), mine.value())).contains("/kiosk/" + form.slug());
            assertThatThrownBy(() -> it.captures.openKiosk(form.id().value(), theirs.value()))
                    .isInstanceOf(Problem.class);
        });
        assertThat(of(form)).extracting(Submission::storeId).containsExactly(mine);
        it.access.run(Actor.PUBLIC, () -> {
            assertThatThrownBy(() -> it.captures.choices()).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> at(form, mine)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.captures.queueKey(null)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.captures.openKiosk(form.id().value(), null))
                    .isInstanceOf(Problem.class);
        });
    }

    private static Actor clerk(StoreId store) {
        var clerk = new Actor(Actor.Kind.USER, it.ids.next(), "Clerk");
        it.access.grant(
                clerk,
                new Visibility(false, Set.of(), Set.of(store.value()), Set.of()),
                IntakePermissions.CREATE_CAPTURES);
        return clerk;
    }

    private static Result at(Form form, @Nullable StoreId store) {
        var draft = draft(form, "13800139010", null);
        return take(new CaptureDraft(
                draft.key(),
                draft.formId(),
                store == null ? null : store.value(),
                draft.phone(),
                null,
                null,
                null,
                null,
                "en"));
    }

    @Test
    @DisplayName("IMP-12: what waits in a browser opens for the user whose it is, and for nobody else")
    void queueKey() {
        var mine = it.captures.queueKey(null);
        var store = it.company.open("Shop");

        assertThat(it.captures.queueKey(mine.sealed())).isEqualTo(mine);
        it.access.run(
                clerk(store),
                () -> assertThat(it.captures.queueKey(mine.sealed()).key()).isNotEqualTo(mine.key()));
        assertThat(it.captures.queueKey("made up").key()).isNotEqualTo(mine.key());
    }
}
