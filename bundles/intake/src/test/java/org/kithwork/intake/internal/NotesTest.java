package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.field.FieldType;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NotesTest {

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
        it.interactions.clear();
        it.interactionsAway = false;
        it.own.clear();
    }

    private static Form survey() {
        it.own.define("mood", FieldType.CHOICE, "happy", "cross");
        return it.forms.create(new FormDraft(
                it.slug(),
                null,
                null,
                new Bilingual("电话回访", "Phone survey"),
                null,
                null,
                List.of(new FormDraft.Field("field:mood", true), new FormDraft.Field("note", false)),
                null,
                null,
                null,
                null,
                true));
    }

    private static NoteDraft note(Form form, CustomerId customer) {
        return new NoteDraft(
                form.id().value(),
                customer.value(),
                Map.of("field:mood", List.of("cross"), "note", List.of("等了太久")),
                "PHONE",
                null,
                null);
    }

    @Test
    @DisplayName("IMP-13: a survey by phone is an interaction, and its answers by question belong to it")
    void asInteraction() {
        var customer = it.customers.add();
        var form = survey();

        var kept = it.notes.take(note(form, customer), Locale.SIMPLIFIED_CHINESE);

        assertThat(it.interactions).singleElement().satisfies(interaction -> {
            assertThat(interaction.customer()).isEqualTo(customer);
            assertThat(interaction.channel()).isEqualTo("PHONE");
            assertThat(interaction.direction()).isEqualTo("OUT");
            assertThat(interaction.topic()).isEqualTo("电话回访");
            assertThat(interaction.body()).isEqualTo("字段mood: cross\n备注: 等了太久");
        });
        assertThat(it.again(kept)).satisfies(note -> {
            assertThat(note.origin()).isEqualTo(Origin.NOTE);
            assertThat(note.state()).isEqualTo(State.ACCEPTED);
            assertThat(note.customerId()).isEqualTo(customer);
            assertThat(note.interactionId()).isEqualTo("interaction-1");
            assertThat(note.takenBy().id()).isEqualTo(it.access.actor().id());
            assertThat(note.said().answers()).containsEntry("field:mood", "cross");
        });
        assertThat(it.customers.filled()).doesNotContainKey(customer);
        assertThat(it.audit.actions()).contains("submission.noted");
    }

    @Test
    @DisplayName("IMP-13: while no module keeps interactions nothing is kept")
    void nobodyKeepsInteractions() {
        var customer = it.customers.add();
        var form = survey();
        it.interactionsAway = true;

        assertThatThrownBy(() -> it.notes.take(note(form, customer), Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE));

        assertThat(it.submissions.list(null, PageRequest.first(50)).items())
                .noneMatch(one -> one.formId().equals(form.id()));
    }

    @Test
    @DisplayName("IMP-13: every fault is named, with the question that it is of")
    void faults() {
        var form = survey();

        assertThatThrownBy(() -> it.notes.take(
                        new NoteDraft(form.id().value(), "x", Map.of(), null, null, null), Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/customerId", "/channel", "/answers/field:mood"));
        assertThatThrownBy(() -> it.notes.take(note(it.form(false), it.customers.add()), Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/formId"));
        assertThat(it.interactions).isEmpty();
    }

    @Test
    @DisplayName("IMP-13: a form of staff asks for no leave, which is the person's own to give")
    void noLeave() {
        var draft = it.draft(false);
        assertThatThrownBy(() -> it.forms.create(new FormDraft(
                        draft.slug(),
                        null,
                        null,
                        draft.title(),
                        null,
                        null,
                        draft.fields(),
                        draft.consents(),
                        draft.notice(),
                        null,
                        null,
                        true)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/consents"));
    }

    @Test
    @DisplayName("IMP-13: a form of staff has no public address, and is not among those for taking people down")
    void ofStaffAlone() {
        var form = survey();

        assertThat(it.forms.open(form.slug())).isEmpty();
        assertThat(it.captures.choices().forms()).noneMatch(open -> open.id().equals(form.id()));
        assertThat(it.notes.sheets()).extracting(Notes.Sheet::id).contains(form.id());
    }

    @Test
    @DisplayName("IMP-13, S-13, S-14: nobody fills in a form for a customer whom he may not see, or without the right")
    void scope() {
        var form = survey();
        var stranger = it.customers.add();
        var clerk = new Actor(Actor.Kind.USER, it.ids.next(), "Clerk");
        it.access.grant(
                clerk,
                new Visibility(false, Set.of(), Set.of(it.company.open("S").value()), Set.of()),
                "core:customer:view",
                IntakePermissions.CREATE_NOTES);

        it.access.run(
                clerk,
                () -> assertThatThrownBy(() -> it.notes.take(note(form, stranger), Locale.ENGLISH))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND)));
        it.access.run(Actor.PUBLIC, () -> {
            assertThatThrownBy(() -> it.notes.take(note(form, stranger), Locale.ENGLISH))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.notes.sheets()).isInstanceOf(Problem.class);
        });
        assertThat(it.interactions).isEmpty();
    }
}
