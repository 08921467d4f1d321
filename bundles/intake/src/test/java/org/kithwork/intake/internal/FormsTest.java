package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.field.FieldType;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FormsTest {

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

    @Test
    @DisplayName("IMP-10: a form is kept with its questions, its agreements and its notice")
    void created() {
        var form = it.form(true);

        var read = it.forms.get(form.id());

        assertThat(read).isEqualTo(form);
        assertThat(read.content().notice().version()).isEqualTo("2026-1");
        assertThat(read.content().consents()).hasSize(1);
        assertThat(it.forms.open(form.slug())).contains(form);
        assertThat(it.audit.actions()).contains("form.created");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        var bad = new FormDraft(
                "Not A Slug",
                null,
                "nowhere",
                new Bilingual(" ", null),
                null,
                null,
                List.of(
                        new FormDraft.Field("phone", false),
                        new FormDraft.Field("phone", false),
                        new FormDraft.Field("password", true)),
                List.of(new FormDraft.Consent("WORLD_PEACE", List.of("PIGEON"), null, null)),
                null,
                null,
                List.of("http://plain.example.com", "https://a.example.com; script-src *", "*"),
                null);

        assertThatThrownBy(() -> it.forms.create(bad)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            assertThat(problem.faults())
                    .extracting("pointer")
                    .containsExactlyInAnyOrder(
                            "/slug",
                            "/storeId",
                            "/title/zh",
                            "/fields/1/name",
                            "/fields/2/name",
                            "/fields",
                            "/fields",
                            "/consents/0/purpose",
                            "/consents/0/channels/0",
                            "/consents/0/text/zh",
                            "/notice/version",
                            "/notice/text/zh",
                            "/sites/0",
                            "/sites/1",
                            "/sites/2");
        });
    }

    @Test
    @DisplayName("IMP-10: what is written about sites can put nothing else into a header")
    void sites() {
        for (var site : List.of(
                "https://a.example.com 'unsafe-inline'",
                "https://a.example.com\r\nSet-Cookie: x",
                "https://a.example.com,https://b.example.com",
                "https://a.example.com/path",
                "https://",
                "https://localhost",
                "data:",
                "https://a.example.com\n")) {
            var draft = it.draft(false);
            var bad = new FormDraft(
                    draft.slug(),
                    null,
                    null,
                    draft.title(),
                    null,
                    null,
                    draft.fields(),
                    null,
                    null,
                    null,
                    List.of(site),
                    null);
            assertThatThrownBy(() -> it.forms.create(bad)).as(site).isInstanceOf(Problem.class);
        }
    }

    @Test
    void fieldsOfTheCompanyAreAskedAsTheyWereWhenTheFormWasSaved() {
        it.own.define("taste", FieldType.CHOICE, "tea", "coffee");
        var draft = it.draft(false);
        var form = it.forms.create(new FormDraft(
                draft.slug(),
                null,
                null,
                draft.title(),
                null,
                null,
                List.of(
                        new FormDraft.Field("fullName", true),
                        new FormDraft.Field("phone", true),
                        new FormDraft.Field("field:taste", false)),
                null,
                null,
                null,
                null,
                null));
        it.own.clear();

        var changed = it.forms.change(form.id(), form.version(), FakePatch.of("active", false));

        assertThat(changed.content().fields()).hasSize(3);
        assertThat(changed.content().fields().get(2).own().choices()).hasSize(2);
        assertThat(it.forms.open(form.slug())).isEmpty();
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndAddressesAreNotSharedEither() {
        var form = it.form(false);
        var other = it.form(false);

        var changed = it.forms.change(form.id(), form.version(), FakePatch.of("doubleOptIn", true));

        assertThat(changed.content().doubleOptIn()).isTrue();
        assertThat(changed.version()).isGreaterThan(form.version());
        assertThatThrownBy(() -> it.forms.change(form.id(), form.version(), FakePatch.of("active", false)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> it.forms.change(form.id(), changed.version(), FakePatch.of("slug", other.slug())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/slug"));
        assertThatThrownBy(() -> it.forms.change(form.id(), changed.version(), FakePatch.of("id", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    void ofManyFormsMadeAtOnceForOneAddressOneIsMade() throws Exception {
        var draft = it.draft(false);
        var made = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = IntStream.range(0, 8)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        try {
                            it.forms.create(draft);
                            return made.incrementAndGet();
                        } catch (Problem taken) {
                            return taken.code();
                        }
                    })
                    .toList();
            for (var result : pool.invokeAll(tries)) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(made).hasValue(1);
    }

    @Test
    @DisplayName("S-13: a form of another store is not there")
    void scope() {
        var mine = it.company.open("Mine");
        var other = it.company.open("Other");
        var visibility = new Visibility(false, Set.of(), Set.of(mine.value()), Set.of());
        var manager = new Actor(Actor.Kind.USER, it.ids.next(), "Manager");
        it.access.grant(manager, visibility, IntakePermissions.VIEW_FORMS, IntakePermissions.EDIT_FORMS);
        var draft = it.draft(false);
        var theirs = it.forms.create(of(draft, other.value()));

        it.access.run(manager, () -> {
            assertThatThrownBy(() -> it.forms.get(theirs.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.forms.change(theirs.id(), 1, FakePatch.of("active", false)))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
            assertThat(it.forms.list(PageRequest.first(200)).items()).isEmpty();
            assertThatThrownBy(() -> it.forms.create(of(it.draft(false), other.value())))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.forms.create(of(it.draft(false), null))).isInstanceOf(Problem.class);
            assertThat(it.forms.create(of(it.draft(false), mine.value())).storeId())
                    .isEqualTo(mine);
        });
        assertThat(it.formStore.byId(theirs.id()).orElseThrow().active()).isTrue();
    }

    private static FormDraft of(FormDraft draft, String store) {
        return new FormDraft(
                it.slug(),
                null,
                store,
                draft.title(),
                null,
                null,
                draft.fields(),
                draft.consents(),
                draft.notice(),
                null,
                null,
                null);
    }

    @Test
    void whoHoldsNoRightSeesAndMakesNothing() {
        var form = it.form(false);
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");

        it.access.run(nobody, () -> {
            assertThatThrownBy(() -> it.forms.list(PageRequest.first(5))).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.forms.get(form.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.forms.create(it.draft(false))).isInstanceOf(Problem.class);
        });
    }

    @Test
    void derbyReadsAListOfFormsByItsIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        it.form(false);
        var stores = new Visibility(false, Set.of(), Set.of(it.company.open("S").value()), Set.of());
        var plan = DerbyPlan.of(it.database, () -> it.formStore.list(stores, PageRequest.first(20)));
        assertThat(plan).contains("INTAKE_FORM_LIST").doesNotContain("Sort ResultSet");
    }
}
