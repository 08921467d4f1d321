package org.kithwork.core.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.privacy.PrivacyCase.State;
import org.kithwork.core.internal.viewing.store.ViewStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeExport;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class PrivacyTest {

    private static final Actor CLERK =
            new Actor(Actor.Kind.USER, new UserId("00000000-0000-7000-8000-0000000000cc").value(), "Clerk");

    private final DatabaseKind kind;
    private TestDatabase db;
    private PrivacyNode privacy;

    @TempDir
    Path folder;

    PrivacyTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        db = TestDatabase.create(kind, "core", "db/core/changelog.xml", "db/test/effect.xml");
        privacy = new PrivacyNode(db, folder);
    }

    @AfterEach
    void stop() {
        privacy.close();
        db.close();
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private LocalDate today() {
        return privacy.node
                .clock
                .instant()
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .toLocalDate();
    }

    private Hold hold(CustomerId customer, LocalDate until) {
        return privacy.holds.set(new LegalHolds.Draft(customer, "dispute of 欧阳娜娜", until.toString()));
    }

    private PrivacyCase receive(String kind, CustomerId customer) {
        return privacy.cases.receive(
                new PrivacyCases.Draft(kind, customer, "COUNTER", "SELF", "欧阳娜娜", "Please, all of it 🙏", null, null));
    }

    private PrivacyCase move(PrivacyCase from, String state, String text) {
        return privacy.moves.move(
                from.id(), from.version(), new CaseMoves.Move(state, text, "the authority", null, null));
    }

    private PrivacyCase reload(PrivacyCase old) {
        return privacy.cases.get(old.id());
    }

    private void awaitDone(String operation) {
        await().untilAsserted(() ->
                assertThat(privacy.node.desk.get(operation).state()).isEqualTo(Operation.State.DONE));
    }

    @Test
    @DisplayName("S-28: a legal hold stands against erasing, until the last of several is released or over")
    void holds() {
        var customer = privacy.customer();
        var first = hold(customer, today().plusDays(10));
        hold(customer, today());

        assertRefused(() -> privacy.node.service.erase(customer, "asked"), "customer-held");
        privacy.holds.release(first.id(), "the court has decided");
        assertRefused(() -> privacy.node.service.erase(customer, "asked"), "customer-held");
        assertThat(privacy.node.alias.state(customer).status().name()).isEqualTo("ACTIVE");
        assertRefused(() -> privacy.holds.release(first.id(), "again"), "hold-ended");
        privacy.node.clock.advance(Duration.ofDays(1));
        var erasure = privacy.node.service.erase(customer, "asked");

        awaitDone(erasure);
        assertThat(privacy.holds.list(customer, false, PageRequest.first(10)).items())
                .hasSize(2)
                .allSatisfy(hold -> assertThat(hold.reason()).isNull())
                .allSatisfy(hold -> assertThat(hold.active()).isFalse());
        assertThat(privacy.node.audit.actions()).contains("hold.set", "hold.released");
    }

    @Test
    @DisplayName("S-28: a hold on the absorbed customer of a merge stands against erasing the survivor")
    void holdsAndMerges() {
        var survivor = privacy.customer();
        var absorbed = privacy.customer();
        var held = hold(absorbed, today());
        hold(privacy.customer(), today());
        privacy.node.service.merge(survivor, absorbed, Map.of());

        assertRefused(() -> privacy.node.service.erase(survivor, "asked"), "customer-held");
        assertThat(privacy.holds.list(survivor, true, PageRequest.first(10)).items())
                .extracting(Hold::id)
                .containsExactly(held.id());
        assertRefused(() -> hold(absorbed, today()), "customer-merged");
    }

    @Test
    @DisplayName("S-28: of a hold and an erasure that meet, one comes first and the other sees it")
    void holdsRaceErasures() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                var customer = privacy.customer();
                var barrier = new CyclicBarrier(2);
                var hold = pool.submit(
                        attempt(barrier, () -> hold(customer, today()).id()));
                var erasure = pool.submit(attempt(barrier, () -> privacy.node.service.erase(customer, "asked")));

                assertThat(List.of(hold.get(), erasure.get())).containsOnlyOnce(true);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Boolean> attempt(CyclicBarrier barrier, Callable<String> work) {
        return () -> {
            barrier.await();
            try {
                work.call();
                return true;
            } catch (Problem refused) {
                return false;
            }
        };
    }

    @Test
    @DisplayName("S-28: a hold needs a reason and a day from today on, and a right of its own")
    void holdsAreChecked() {
        var customer = privacy.customer();

        assertThatThrownBy(() -> privacy.holds.set(new LegalHolds.Draft(null, " ", null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactlyInAnyOrder("/customerId", "/reason", "/until"));
        assertThatThrownBy(() -> hold(customer, today().minusDays(1))).isInstanceOf(Problem.class);
        assertRefused(() -> hold(new CustomerId("00000000-0000-7000-8000-00000000dead"), today()), "not-found");
        privacy.node.access.grant(CLERK, "core:customer:view");
        privacy.node.access.run(CLERK, () -> {
            assertRefused(() -> hold(customer, today()), "forbidden");
            assertRefused(() -> privacy.holds.list(null, true, PageRequest.first(10)), "forbidden");
            assertRefused(() -> privacy.cases.list(null, true, PageRequest.first(10)), "forbidden");
        });
        assertThat(privacy.holds.list(null, false, PageRequest.first(10)).items())
                .isEmpty();
    }

    @Test
    @DisplayName("S-28: a restricted customer is copied and lifted by who answers for privacy, and by nobody else")
    void restrictions() {
        var customer = privacy.customer();
        privacy.node.service.restrict(customer, "dispute");
        assertRefused(() -> privacy.node.service.restrict(customer, "again"), "customer-restricted");
        privacy.node.access.grant(CLERK, "core:customer:erase", "core:customer:export");
        privacy.node.access.run(CLERK, () -> {
            assertRefused(() -> privacy.node.service.lift(customer, "no"), "not-found");
            assertRefused(() -> privacy.node.service.export(customer), "not-found");
        });

        awaitDone(privacy.node.service.export(customer));
        privacy.node.service.lift(customer, "the dispute is over");

        assertThat(privacy.node.alias.state(customer).kept()).isFalse();
        assertThat(privacy.node.journal.types())
                .contains("core.customer.restricted", "core.customer.restriction-lifted");
        assertRefused(() -> privacy.node.service.lift(customer, "again"), "customer-unrestricted");
    }

    @Test
    @DisplayName("S-28: who is limited to named users is not opened to all by lifting a restriction")
    void limits() {
        var customer = privacy.customer();
        privacy.node.alias.limit(customer);
        assertRefused(() -> privacy.node.service.lift(customer, "not kept"), "customer-unrestricted");
        privacy.node.service.restrict(customer, "dispute");

        privacy.node.service.lift(customer, "over");

        assertThat(privacy.node.alias.state(customer).kept()).isFalse();
        assertThat(privacy.node.alias.state(customer).limited()).isTrue();
    }

    @Test
    @DisplayName("S-27: a case for a copy goes from receipt over the identity check to the archive, which closes it")
    void copies() {
        var customer = privacy.customer();
        privacy.archives.keep("p1", customer);
        var received = receive("COPY", customer);
        assertThat(received.content().request()).isEqualTo("Please, all of it 🙏");
        assertRefused(() -> move(received, "EXECUTING", null), "case-state");

        var checked = move(received, "IDENTITY_CHECKED", "passport shown");
        var executing = move(checked, "EXECUTING", null);
        awaitDone(executing.operationId());
        var done = reload(received);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.closedAt()).isNotNull();
        assertThat(done.content().identityCheck()).isEqualTo("passport shown");
        assertThat(privacy.cases.list(null, true, PageRequest.first(10)).items())
                .isEmpty();
        assertThat(privacy.cases.list(customer, false, PageRequest.first(10)).items())
                .extracting(PrivacyCase::id)
                .containsExactly(received.id());
        assertRefused(() -> move(done, "WITHDRAWN", null), "case-state");
    }

    @Test
    @DisplayName("CORE-14, S-27: the copy holds what the person asked and what was decided, and no notes of the staff")
    void copiesHoldCases() {
        var customer = privacy.customer();
        var other = privacy.customer();
        var checked = move(receive("CORRECT", customer), "IDENTITY_CHECKED", "passport 123 shown");
        move(checked, "REFUSED", "the name is right");
        receive("COPY", other);
        var held = hold(customer, today());
        privacy.holds.release(held.id(), "the court has decided");

        var copy = new FakeExport(new FakeJson());
        privacy.node.records.export(Set.of(customer), copy);

        assertThat(copy.records().keySet()).containsExactly("privacy-cases", "legal-holds");
        assertThat(copy.records().get("privacy-cases"))
                .singleElement()
                .asString()
                .contains("CORRECT", "REFUSED", "COUNTER", "Please, all of it 🙏", "the name is right", "the authority")
                .doesNotContain("passport 123", FakeAccess.SOMEBODY.id());
        assertThat(copy.records().get("legal-holds"))
                .singleElement()
                .asString()
                .contains("dispute of 欧阳娜娜", "the court has decided", today().toString())
                .doesNotContain(FakeAccess.SOMEBODY.id());
    }

    @Test
    @DisplayName(
            "S-27: a preview says what each module holds, what stands against it and what stays, and changes nothing")
    void previews() {
        var customer = privacy.customer();
        privacy.archives.keep("p1", customer);
        privacy.archives.keep("p2", customer);
        var held = hold(customer, today());
        var received = receive("ERASE", customer);
        assertRefused(() -> privacy.previews.preview(received.id(), received.version()), "case-state");
        var checked = move(received, "IDENTITY_CHECKED", "passport");
        assertRefused(() -> move(checked, "PREVIEWED", null), "case-by-preview");

        var previewed = privacy.previews.preview(checked.id(), checked.version());

        assertThat(previewed.state()).isEqualTo(State.PREVIEWED);
        assertThat(previewed.daysLeft()).isNotNull();
        var preview = previewed.preview();
        assertThat(preview.parts())
                .extracting(CasePreview.Part::module, CasePreview.Part::here)
                .containsExactly(tuple("archives", true), tuple("loyalty", true));
        assertThat(preview.parts().get(0).records())
                .containsOnly(entry("rows", 2L), entry("more", 2L), entry("files", 1L));
        assertThat(preview.holds()).extracting(CasePreview.StandingHold::id).containsExactly(held.id());
        assertThat(preview.terms())
                .extracting(CasePreview.Term::kind, CasePreview.Term::months)
                .containsExactly(tuple("archives.purchase", 36));
        assertThat(privacy.archives.rows(customer)).hasSize(2);
        assertThat(reload(previewed).preview()).isEqualTo(preview);
        assertThat(privacy.cases.list(customer, true, PageRequest.first(10)).items())
                .allSatisfy(row -> assertThat(row.preview()).isNull());
        assertRefused(() -> privacy.previews.preview(checked.id(), checked.version()), "stale-version");
    }

    @Test
    @DisplayName("S-27: what has changed since the preview is not carried out until it was looked at again")
    void stalePreviews() {
        var customer = privacy.customer();
        privacy.archives.keep("p1", customer);
        var checked = move(receive("ERASE", customer), "IDENTITY_CHECKED", "passport");
        var previewed = privacy.previews.preview(checked.id(), checked.version());
        privacy.archives.keep("p2", customer);

        assertThatThrownBy(() -> move(previewed, "EXECUTING", null)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("case-preview-stale");
            assertThat(problem.members().get("changes"))
                    .isEqualTo(List.of(
                            new CasePreview.Change("archives/more", 1, 2),
                            new CasePreview.Change("archives/rows", 1, 2)));
        });
        assertThat(reload(previewed).state()).isEqualTo(State.PREVIEWED);

        var again = privacy.previews.preview(previewed.id(), previewed.version());
        var executing = move(again, "EXECUTING", null);
        awaitDone(executing.operationId());
        assertThat(reload(executing).state()).isEqualTo(State.DONE);
        assertThat(reload(executing).preview()).isNull();
        assertThat(privacy.archives.rows(customer)).isEmpty();
    }

    @Test
    @DisplayName("S-27: only what the system carries out on a known customer has a preview, for who may edit cases")
    void previewsAreChecked() {
        var customer = privacy.customer();
        var correction = move(receive("CORRECT", customer), "IDENTITY_CHECKED", "passport");
        assertRefused(() -> privacy.previews.preview(correction.id(), correction.version()), "case-no-preview");
        var nobody = move(receive("COPY", null), "IDENTITY_CHECKED", "passport");
        assertRefused(() -> privacy.previews.preview(nobody.id(), nobody.version()), "case-customer");
        assertRefused(() -> privacy.previews.preview("nothing", 1), "not-found");
        var copy = move(receive("COPY", customer), "IDENTITY_CHECKED", "passport");
        privacy.node.access.grant(CLERK, "core:privacy:view", "core:privacy:create");
        privacy.node.access.run(
                CLERK, () -> assertRefused(() -> privacy.previews.preview(copy.id(), copy.version()), "forbidden"));

        privacy.node.here(privacy.archives);
        privacy.node.service.merge(privacy.customer(), privacy.customer(), Map.of());
        var previewed = privacy.previews.preview(copy.id(), copy.version());

        assertThat(previewed.preview().parts())
                .extracting(CasePreview.Part::module, CasePreview.Part::here)
                .containsExactly(tuple("archives", true), tuple("loyalty", false));
        assertThat(previewed.preview().holds()).isEmpty();
        assertThat(previewed.preview().terms()).isEmpty();
        assertThat(move(previewed, "WITHDRAWN", null).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    @DisplayName(
            "S-27: an objection to automated decisions that is done stands in the log of consents, a refused one not")
    void objections() {
        var customer = privacy.customer();
        var refused = move(receive("OBJECT_AUTOMATED", customer), "IDENTITY_CHECKED", "passport");
        move(refused, "REFUSED", "no machine decides here");
        assertThat(privacy.consents.drafts).isEmpty();
        var nobody = move(receive("OBJECT_AUTOMATED", null), "IDENTITY_CHECKED", "passport");
        assertRefused(() -> move(nobody, "DONE", "noted"), "case-customer");

        var checked = move(receive("OBJECT_AUTOMATED", customer), "IDENTITY_CHECKED", "passport");
        move(checked, "DONE", "noted");

        assertThat(privacy.consents.drafts.keySet()).containsExactly(customer);
        var draft = privacy.consents.drafts.get(customer);
        assertThat(List.of(draft.purpose(), draft.channel(), draft.decision(), draft.decider()))
                .containsExactly("PROFILING", "ANY", "REFUSE", "SELF");
        assertThat(draft.evidence()).contains(checked.id());
    }

    @Test
    @DisplayName("CORE-14: an erasure closes its case, leaves nothing said in it, and has a certificate that holds")
    void erasures() {
        var customer = privacy.customer();
        privacy.archives.keep("p1", customer);
        var earlier = receive("ACCESS", customer);
        var executing = move(move(receive("ERASE", customer), "IDENTITY_CHECKED", "passport"), "EXECUTING", null);
        awaitDone(executing.operationId());
        var done = reload(executing);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.content()).isNull();
        assertThat(reload(earlier).content()).isNull();
        assertRefused(() -> privacy.certificates.of(executing.operationId()), "erasure-unfinished");
        privacy.link(executing.operationId(), customer);
        var certificate = privacy.certificates.of(executing.operationId());

        assertThat(certificate.caseId()).isEqualTo(done.id());
        assertThat(certificate.modules()).extracting(Certificate.Part::module).containsExactly("archives", "loyalty");
        assertThat(certificate.toString()).doesNotContain(customer.value()).doesNotContain("欧阳");
        assertThat(privacy.certificates.of(executing.operationId())).isEqualTo(certificate);
        assertThat(privacy.certificates.verify(certificate).genuine()).isTrue();
        assertThat(privacy.certificates.verify(certificate.with("AAAA")).genuine())
                .isFalse();
        assertThat(privacy.certificates.verify(forged(certificate)).genuine()).isFalse();
        assertRefused(() -> privacy.certificates.verify(null), "invalid");
    }

    private static Certificate forged(Certificate real) {
        return new Certificate(
                real.format(),
                real.id(),
                real.mode(),
                real.caseId(),
                real.receivedAt(),
                real.erasedAt(),
                real.finishedAt().minusSeconds(86_400),
                real.tombstone(),
                real.modules(),
                real.audit(),
                real.seal());
    }

    @Test
    @DisplayName("S-28: who is anonymised leaves no pseudonym that leads back, and the certificate says so")
    void anonymising() {
        var customer = privacy.customer();
        privacy.archives.keep("p1", customer);
        var checked = move(receive("ERASE", customer), "IDENTITY_CHECKED", "passport");
        var executing = privacy.moves.move(
                checked.id(), checked.version(), new CaseMoves.Move("EXECUTING", null, null, null, "ANONYMISE"));
        var operation = executing.operationId();
        awaitDone(operation);
        privacy.link(operation, customer);

        assertThat(privacy.node.desk.get(operation).kind()).isEqualTo(Operation.Kind.ANONYMISE);
        assertThat(pseudonym(operation)).isNotNull();
        var certificate = privacy.certificates.of(operation);
        assertThat(certificate.mode()).isEqualTo("ANONYMISE");
        assertThat(privacy.certificates.verify(certificate).genuine()).isTrue();

        privacy.node.clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(pseudonym(operation)).isNull());
        assertThat(reload(checked).state()).isEqualTo(State.DONE);
    }

    @Test
    @DisplayName("S-28: of two participants that end side by side, the second forgets the pseudonym")
    void anonymisingSideBySide() {
        for (var round = 0; round < 6; round++) {
            var checked = move(receive("ERASE", privacy.customer()), "IDENTITY_CHECKED", "passport");
            var operation = privacy.moves
                    .move(
                            checked.id(),
                            checked.version(),
                            new CaseMoves.Move("EXECUTING", null, null, null, "ANONYMISE"))
                    .operationId();
            awaitDone(operation);

            privacy.meetBeforeWork();
            privacy.node.clock.advance(Duration.ofMinutes(2));
            await().untilAsserted(() -> assertThat(pseudonym(operation)).isNull());
            privacy.workAlone();
        }
    }

    private String pseudonym(String operation) {
        return db.transactions().call(() -> privacy.node.store.find(operation).orElseThrow().pseudonym);
    }

    @Test
    @DisplayName("CORE-14: a copy is no certificate, and neither is what is not there")
    void certificates() {
        var export = privacy.node.service.export(privacy.customer());

        assertRefused(() -> privacy.certificates.of(export), "not-found");
        assertRefused(() -> privacy.certificates.of("nothing"), "not-found");
    }

    @Test
    @DisplayName("S-28: an erasure that a hold stands against leaves the case where it was")
    void heldCases() {
        var customer = privacy.customer();
        hold(customer, today());
        var checked = move(receive("ERASE", customer), "IDENTITY_CHECKED", "passport");

        assertRefused(() -> move(checked, "EXECUTING", null), "customer-held");

        assertThat(reload(checked).state()).isEqualTo(State.IDENTITY_CHECKED);
        assertThat(reload(checked).operationId()).isNull();
        var refused = move(checked, "REFUSED", "a dispute is open");
        assertThat(refused.content().appeal()).isEqualTo("the authority");
    }

    @Test
    @DisplayName("Edge 36: relatives of somebody who died are heard with evidence alone")
    void relatives() {
        var customer = privacy.customer();
        var received = privacy.cases.receive(
                new PrivacyCases.Draft("ERASE", customer, "LETTER", "RELATIVE", "欧阳", "Father has died", null, null));

        assertThatThrownBy(() -> move(received, "IDENTITY_CHECKED", "identity card"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/evidence"));
        var checked = privacy.moves.move(
                received.id(),
                received.version(),
                new CaseMoves.Move(
                        "IDENTITY_CHECKED", "identity card", null, "death certificate, household register", null));

        assertThat(checked.state()).isEqualTo(State.IDENTITY_CHECKED);
        assertThat(checked.content().evidence()).startsWith("death certificate");
    }

    @Test
    @DisplayName("S-27: the queue is ordered by deadline, counts working days, and is put off once")
    void deadlines() {
        var urgent = privacy.cases.receive(new PrivacyCases.Draft(
                "CORRECT",
                null,
                "PHONE",
                "SELF",
                null,
                "wrong name",
                null,
                privacy.node.clock.instant().minus(Duration.ofDays(10)).toString()));
        var later = receive("COMPLAINT", privacy.customer());

        assertThat(privacy.cases.list(null, true, PageRequest.first(10)).items())
                .extracting(PrivacyCase::id)
                .containsExactly(urgent.id(), later.id());
        assertThat(later.dueOn()).isEqualTo(today().plusDays(21));
        var extended = privacy.moves.extend(urgent.id(), urgent.version(), new CaseMoves.Extension("many records"));
        assertThat(extended.dueOn()).isEqualTo(urgent.dueOn().plusDays(21));
        assertRefused(
                () -> privacy.moves.extend(urgent.id(), extended.version(), new CaseMoves.Extension("still many")),
                "case-extended");
        assertRefused(
                () -> privacy.moves.extend(urgent.id(), urgent.version(), new CaseMoves.Extension("x")),
                "stale-version");
        privacy.node.clock.advance(Duration.ofDays(22));
        assertThat(privacy.cases.overdue()).isEqualTo(1);
        assertThat(privacy.cases.list(null, true, PageRequest.first(1)).items().get(0))
                .satisfies(first -> assertThat(first.id()).isEqualTo(later.id()))
                .satisfies(first -> assertThat(first.overdue()).isTrue())
                .satisfies(first -> assertThat(first.content()).isNull());
    }

    @Test
    @DisplayName("S-27: every fault of a case is named at once")
    void faults() {
        assertThatThrownBy(() -> privacy.cases.receive(new PrivacyCases.Draft(
                        "GOSSIP", null, null, "SELF", "x".repeat(201), null, null, "2099-01-01T00:00:00Z")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactlyInAnyOrder(
                                        "/kind", "/channel", "/requesterName", "/request", "/receivedAt"));
        var copy = move(receive("COPY", privacy.customer()), "IDENTITY_CHECKED", "passport");
        assertRefused(() -> move(copy, "DONE", "sent by hand"), "case-by-operation");
        var correct = move(receive("CORRECT", null), "IDENTITY_CHECKED", "passport");
        assertThat(move(correct, "DONE", "the name is mended").content().outcome())
                .isEqualTo("the name is mended");
        var nobody = move(receive("ERASE", null), "IDENTITY_CHECKED", "passport");
        assertRefused(() -> move(nobody, "EXECUTING", null), "case-customer");
    }

    @Test
    @DisplayName("S-27: of two who begin a case at once, one does")
    void casesRace() throws Exception {
        var checked = move(receive("COPY", privacy.customer()), "IDENTITY_CHECKED", "passport");
        var pool = Executors.newFixedThreadPool(4);
        var barrier = new CyclicBarrier(4);
        try {
            var outcomes = new ArrayList<Boolean>();
            var work = attempt(barrier, () -> move(checked, "EXECUTING", null).id());
            for (var one : List.of(pool.submit(work), pool.submit(work), pool.submit(work), pool.submit(work))) {
                outcomes.add(one.get());
            }
            assertThat(outcomes).containsOnlyOnce(true);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("CORE-14: who touched a person's data is told to whoever answers for privacy, and to nobody else")
    void accesses() {
        var customer = privacy.customer();
        privacy.link("00000000-0000-7000-8000-0000000000ee", customer);
        privacy.node.service.restrict(customer, "dispute");

        var told = privacy.accesses
                .of(customer, PageRequest.first(10), Locale.ENGLISH)
                .items();

        assertThat(told).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(AccessReport.Kind.CHANGED);
            assertThat(entry.actorName()).isEqualTo("Somebody");
            assertThat(entry.title()).isEqualTo("Personal data erased");
        });
        privacy.node.access.run(
                CLERK,
                () -> assertRefused(
                        () -> privacy.accesses.of(customer, PageRequest.first(10), Locale.ENGLISH), "forbidden"));
    }

    @Test
    @DisplayName(
            "CORE-14: who opened the person stands among those who changed him, under every id of his, page by page")
    void looks() {
        var survivor = privacy.customer();
        var absorbed = privacy.customer();
        privacy.seen("00000000-0000-7000-8000-0000000000e1", survivor, 2, false);
        privacy.link("00000000-0000-7000-8000-0000000000e2", survivor);
        privacy.seen("b-absorbed", absorbed, 1, true);
        privacy.seen("00000000-0000-7000-8000-0000000000e4", privacy.customer(), 1, true);
        privacy.node.service.merge(survivor, absorbed, Map.of());

        var found = new ArrayList<AccessReport.Access>();
        var page = privacy.accesses.of(survivor, PageRequest.first(1), Locale.ENGLISH);
        found.addAll(page.items());
        while (page.next() != null) {
            page = privacy.accesses.of(survivor, new FakePaging().request(1, page.next()), Locale.ENGLISH);
            found.addAll(page.items());
        }

        assertThat(found)
                .extracting(AccessReport.Access::kind)
                .containsExactly(AccessReport.Kind.SEEN, AccessReport.Kind.CHANGED, AccessReport.Kind.SEEN);
        assertThat(found.get(0).title()).contains("in full");
        assertThat(found.get(2).title()).contains("2 hours", "masked");
        assertThat(privacy.accesses
                        .of(absorbed, PageRequest.first(10), Locale.ENGLISH)
                        .items())
                .isEqualTo(privacy.accesses
                        .of(survivor, PageRequest.first(10), Locale.ENGLISH)
                        .items());
    }

    @Test
    @DisplayName("S-20: what people said is not readable in the tables")
    void encryption() throws Exception {
        var customer = privacy.customer();
        receive("COPY", customer);
        hold(customer, today());
        var all = new StringBuilder();
        try (var connection = db.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT c.content_cipher, h.reason_cipher FROM core_privacy_case c"
                        + " JOIN core_privacy_hold h ON h.customer_id = c.customer_id")) {
            while (rows.next()) {
                all.append(rows.getString(1)).append(rows.getString(2));
            }
        }
        assertThat(all.toString()).isNotEmpty().doesNotContain("欧阳").doesNotContain("Please");
    }

    @Test
    @DisplayName("CORE-14: a copy of 10,000 records is there within a minute, as lines and as tables")
    void largeCopies() {
        var customer = privacy.customer();
        db.transactions().run(() -> {
            for (int i = 0; i < 10_000; i++) {
                privacy.archives.keep("p" + i, customer);
            }
        });
        var started = System.nanoTime();

        var export = privacy.node.service.export(customer);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> privacy.node.desk.get(export).state() == Operation.State.DONE);

        var took = Duration.ofNanos(System.nanoTime() - started);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    @DisplayName("Derby reads the queue, the cases and the holds in their order, without a sort")
    void plans() {
        assumeTrue(kind == DatabaseKind.DERBY);
        var customer = privacy.customer().value();
        var page = PageRequest.first(50);
        for (var work : List.<Runnable>of(
                () -> privacy.node.cases.queue(null, page),
                () -> privacy.node.cases.queue(customer, page),
                () -> privacy.node.cases.list(null, page),
                () -> privacy.node.cases.list(customer, page),
                () -> privacy.node.holds.list(null, today(), page),
                () -> privacy.node.holds.list(Set.of(customer), null, page))) {
            assertThat(DerbyPlan.of(db, work)).contains("CORE_PRIVACY_").doesNotContain("Table Scan", "Sort ResultSet");
        }
        var views = new ViewStore(db.jpa(), db.dialect(), () -> "core");
        assertThat(DerbyPlan.of(db, () -> views.page(customer, page)))
                .contains("CORE_CUSTOMER_VIEW_SEEN")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }
}
