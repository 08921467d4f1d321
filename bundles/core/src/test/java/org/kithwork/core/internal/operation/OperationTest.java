package org.kithwork.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.operation.Operation.State;
import org.kithwork.core.internal.operation.Operation.StepState;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class OperationTest {

    private final DatabaseKind kind;
    private final SequentialIds customers = new SequentialIds("c");
    private TestDatabase db;

    @TempDir
    Path folder;

    private RowKeeper archives;
    private RowKeeper loyalty;
    private OperationNode node;

    OperationTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void startNode() {
        db = TestDatabase.create(kind, "core", "db/core/changelog.xml", "db/test/effect.xml");
        archives = new RowKeeper(db, "archives");
        loyalty = new RowKeeper(db, "loyalty");
        node = new OperationNode(db, folder, archives, loyalty).start();
    }

    @AfterEach
    void stopNode() {
        node.close();
        db.close();
    }

    private CustomerId customer() {
        return node.alias.create(new CustomerId(customers.next()));
    }

    private void awaitState(String operation, State state) {
        await().untilAsserted(() -> assertThat(node.desk.get(operation).state()).isEqualTo(state));
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("CORE-11: a merge sets the alias at once and moves what each module holds")
    void aMergeSetsTheAliasAtOnceAndMovesWhatEachModuleHolds() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        loyalty.keep("l1", absorbed);

        var merge = node.service.merge(survivor, absorbed, Map.of("note", "absorbed"));

        assertThat(node.alias.state(absorbed).mergedInto()).isEqualTo(survivor);
        assertThat(node.alias.state(absorbed).status()).isEqualTo(CustomerStatus.MERGED);
        assertThat(node.journal.types()).containsExactly("core.customer.merged");
        assertThat(node.audit.actions()).containsExactly("customer.merged");
        assertThat(node.choices.of(merge)).containsExactly(Map.entry("note", "absorbed"));
        awaitState(merge, State.DONE);
        assertThat(archives.rows(survivor)).containsExactly("p1");
        assertThat(loyalty.rows(survivor)).containsExactly("l1");
        assertThat(node.desk.list(survivor, PageRequest.first(10)).items())
                .extracting(Operation::id)
                .containsExactly(merge);
    }

    @Test
    void pagesOfBothCustomersAreToldAgainAfterTheStepOfEachModule() {
        var survivor = customer();
        var absorbed = customer();
        var told = new ConcurrentLinkedQueue<String>();
        node.changes.listeners = List.of((topic, id) -> told.add(topic + " " + id));

        node.service.merge(survivor, absorbed, Map.of());

        await().untilAsserted(() -> assertThat(told)
                .hasSize(6)
                .areExactly(3, new Condition<>(("customer " + survivor.value())::equals, "of the survivor"))
                .areExactly(3, new Condition<>(("customer " + absorbed.value())::equals, "of the absorbed")));
    }

    @Test
    void whatWasWrittenWhileTheStepRanIsMovedByASecondLook() {
        var survivor = customer();
        var absorbed = customer();
        var merge = node.service.merge(survivor, absorbed, Map.of());
        awaitState(merge, State.DONE);
        archives.keep("late", absorbed);

        node.clock.advance(Duration.ofSeconds(61));
        node.runner.wake();

        await().untilAsserted(() -> assertThat(archives.rows(survivor)).containsExactly("late"));
        await().untilAsserted(() -> assertThat(db.transactions().call(() -> node.steps.wanted(node.clock.instant())))
                .isEmpty());
    }

    @Test
    @DisplayName("CORE-11, edge 5: merges into oneself, into an absorbed or erased customer are refused")
    void mergesThatMakeNoSenseAreRefused() {
        var one = customer();
        var two = customer();
        var three = customer();
        node.service.merge(one, two, Map.of());

        assertRefused(() -> node.service.merge(one, one, Map.of()), "invalid");
        assertRefused(() -> node.service.merge(one, two, Map.of()), "customer-merged");
        assertRefused(() -> node.service.merge(two, three, Map.of()), "customer-merged");
        assertRefused(() -> node.service.merge(two, one, Map.of()), "customer-merged");
        assertRefused(() -> node.service.merge(one, new CustomerId(customers.next()), Map.of()), "not-found");
        assertRefused(() -> node.service.merge(one, three, Map.of("shoe", "absorbed")), "invalid");
        assertRefused(() -> node.service.merge(one, three, Map.of("note", "both")), "invalid");
        node.service.restrict(three, "court order");
        assertRefused(() -> node.service.merge(one, three, Map.of()), "not-found");
        var unlocked = new Actor(Actor.Kind.USER, "unlocked", "Privacy officer");
        node.access.grant(
                unlocked, new Visibility(true, Set.of(), Set.of(), Set.of(three.value())), "core:customer:merge");
        assertRefused(
                () -> node.access.run(unlocked, () -> node.service.merge(one, three, Map.of())), "customer-restricted");
        var four = customer();
        node.service.erase(four, "asked for it");
        assertRefused(() -> node.service.merge(one, four, Map.of()), "customer-erased");
    }

    @Test
    void whoHasNoRightOrNoSightMergesNothing() {
        var one = customer();
        var two = customer();
        var nobody = new Actor(Actor.Kind.USER, "nobody", "Nobody");

        assertRefused(() -> node.access.run(nobody, () -> node.service.merge(one, two, Map.of())), "forbidden");
        node.access.grant(nobody, new Visibility(false, Set.of("nobody"), Set.of(), Set.of()), "core:customer:merge");
        assertRefused(() -> node.access.run(nobody, () -> node.service.merge(one, two, Map.of())), "not-found");
        assertThat(node.alias.state(two).status()).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    @DisplayName("CORE-12, edge 5: a chain of merges has aliases of length one, also when it is taken back")
    void aChainOfMergesHasAliasesOfLengthOneAlsoWhenItIsTakenBack() {
        var a = customer();
        var b = customer();
        var c = customer();
        archives.keep("a1", a);
        archives.keep("b1", b);
        var first = node.service.merge(b, a, Map.of());
        awaitState(first, State.DONE);
        var second = node.service.merge(c, b, Map.of());
        awaitState(second, State.DONE);
        assertThat(node.alias.state(a).mergedInto()).isEqualTo(c);
        assertThat(archives.rows(c)).containsExactly("a1", "b1");

        assertRefused(() -> node.service.undoMerge(b, first), "merge-followed");
        awaitState(node.service.undoMerge(c, second), State.DONE);
        assertThat(node.alias.state(a).mergedInto()).isEqualTo(b);
        assertThat(node.alias.state(b).status()).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(archives.rows(b)).containsExactly("a1", "b1");
        assertRefused(() -> node.service.undoMerge(c, second), "merge-undone");
        awaitState(node.service.undoMerge(b, first), State.DONE);

        assertThat(node.alias.state(a).status()).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(archives.rows(a)).containsExactly("a1");
        assertThat(archives.rows(b)).containsExactly("b1");
        assertThat(node.journal.types()).endsWith("core.customer.separated", "core.customer.separated");
    }

    @Test
    @DisplayName("CORE-12: a merge is taken back for thirty days")
    void aMergeIsTakenBackForThirtyDays() {
        var survivor = customer();
        var merge = node.service.merge(survivor, customer(), Map.of());
        node.clock.advance(Duration.ofDays(31));

        assertRefused(() -> node.service.undoMerge(survivor, merge), "merge-too-old");
        assertRefused(() -> node.service.undoMerge(customer(), merge), "not-found");
    }

    @Test
    void aMergeThatIsTakenBackBeforeAModuleDidItsStepIsNeverDoneThere() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        node.here(loyalty);
        var merge = node.service.merge(survivor, absorbed, Map.of());
        awaitState(merge, State.WAITING);

        var undo = node.service.undoMerge(survivor, merge);
        node.here(loyalty, archives);

        awaitState(undo, State.DONE);
        assertThat(archives.calls).containsExactly("undo");
        assertThat(archives.rows(absorbed)).containsExactly("p1");
    }

    @Test
    @DisplayName("CORE-11, edge 5: three merges in a circle at once leave neither chain nor cycle")
    void mergesThatMeetEndWithoutChainOrCycleTwoHundredTimes() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 200; round++) {
                var a = customer();
                var b = customer();
                var c = customer();
                var barrier = new CyclicBarrier(3);
                var merges = new CustomerId[][] {{b, a}, {a, c}, {c, b}};
                var done = new java.util.ArrayList<java.util.concurrent.Future<Boolean>>();
                for (var merge : merges) {
                    done.add(threads.submit(() -> {
                        barrier.await(30, TimeUnit.SECONDS);
                        try {
                            node.service.merge(merge[0], merge[1], Map.of());
                            return true;
                        } catch (Problem e) {
                            assertThat(e.code()).isEqualTo("customer-merged");
                            return false;
                        }
                    }));
                }
                var merged = 0;
                for (var each : done) {
                    merged += each.get(60, TimeUnit.SECONDS) ? 1 : 0;
                }
                var states = new HashMap<CustomerId, CustomerAlias.State>();
                for (var id : new CustomerId[] {a, b, c}) {
                    states.put(id, node.alias.state(id));
                }
                var absorbed = states.values().stream()
                        .filter(state -> state.status() == CustomerStatus.MERGED)
                        .toList();
                assertThat(absorbed).as("round %d", round).hasSize(merged).hasSizeBetween(1, 2);
                assertThat(absorbed)
                        .allSatisfy(state -> assertThat(
                                        states.get(state.mergedInto()).status())
                                .isEqualTo(CustomerStatus.ACTIVE));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theStepOfAModuleThatIsAwayIsDoneBeforeItServesAgain() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        node.here(loyalty);

        var merge = node.service.merge(survivor, absorbed, Map.of());
        awaitState(merge, State.WAITING);
        assertThat(node.desk.get(merge).steps())
                .contains(
                        new Operation.Step("archives", StepState.WAITING, "module-not-running"),
                        new Operation.Step("loyalty", StepState.DONE, null));

        node.close();
        node.here(loyalty, archives);
        assertThat(node.runner.catchUp("archives")).isZero();
        assertThat(archives.rows(survivor)).containsExactly("p1");
        assertThat(node.desk.get(merge).state()).isEqualTo(State.DONE);
        assertThat(node.runner.catchUp("never-seen")).isZero();
    }

    @Test
    void theStepOfAModuleThatWasStoppedSaysThatItWaitsForIt() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        stopArchives();

        var merge = node.service.merge(survivor, absorbed, Map.of());

        awaitState(merge, State.WAITING);
        assertThat(node.desk.get(merge).steps())
                .contains(new Operation.Step("archives", StepState.WAITING, "module-not-running"));
        node.here(loyalty, archives);
        assertThat(node.runner.catchUp("archives")).isZero();
        assertThat(archives.calls).containsExactly("merge");
        assertThat(archives.rows(survivor)).containsExactly("p1");
        assertThat(node.desk.get(merge).state()).isEqualTo(State.DONE);
    }

    @Test
    void howeverManyStepsWaitForAStoppedModuleNoOtherModuleWaits() {
        stopArchives();

        for (int i = 0; i < 250; i++) {
            node.service.merge(customer(), customer(), Map.of());
        }

        await().untilAsserted(() -> assertThat(loyalty.calls).hasSize(250));
    }

    @Test
    void theSecondLookWaitsForAModuleThatWasStopped() {
        var survivor = customer();
        var absorbed = customer();
        awaitState(node.service.merge(survivor, absorbed, Map.of()), State.DONE);
        archives.keep("late", absorbed);
        stopArchives();
        node.clock.advance(Duration.ofSeconds(61));
        awaitState(node.service.merge(survivor, customer(), Map.of()), State.WAITING);

        node.here(loyalty, archives);
        assertThat(node.runner.catchUp("archives")).isZero();

        assertThat(archives.rows(survivor)).containsExactly("late");
    }

    @Test
    void theSecondLookWaitsForAModuleThatIsNotYetHereAfterAStart() {
        var survivor = customer();
        var absorbed = customer();
        awaitState(node.service.merge(survivor, absorbed, Map.of()), State.DONE);
        archives.keep("late", absorbed);
        node.here(loyalty);
        node.clock.advance(Duration.ofSeconds(61));
        awaitState(node.service.merge(survivor, customer(), Map.of()), State.WAITING);

        node.here(loyalty, archives);

        await().untilAsserted(() -> assertThat(archives.rows(survivor)).containsExactly("late"));
    }

    /** As the one who stops modules does it. */
    private void stopArchives() {
        assertThat(node.runner.hold("archives", Duration.ofSeconds(10))).isTrue();
        node.here(loyalty);
    }

    @Test
    void aModuleThatComesBackByItselfIsServedByTheRunner() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        node.here(loyalty);
        var merge = node.service.merge(survivor, absorbed, Map.of());
        awaitState(merge, State.WAITING);

        node.here(loyalty, archives);

        awaitState(merge, State.DONE);
        assertThat(archives.rows(survivor)).containsExactly("p1");
    }

    @Test
    void aStepThatFailsIsParkedWithItsReasonAndStopsNoOther() {
        var survivor = customer();
        var absorbed = customer();
        var broken = new AtomicBoolean(true);
        loyalty.keep("l1", absorbed);
        loyalty.before = () -> {
            if (broken.get()) {
                throw new IllegalStateException("Li Lei, 138 1234 5678");
            }
        };
        var merge = node.service.merge(survivor, absorbed, Map.of());
        await().untilAsserted(() -> assertThat(node.desk.get(merge).steps())
                .anySatisfy(step -> assertThat(step.reason()).isNotNull()));
        node.clock.advance(Duration.ofSeconds(11));
        node.runner.wake();
        awaitState(merge, State.PARKED);
        assertThat(node.desk.get(merge).steps()).anySatisfy(step -> {
            assertThat(step.participant()).isEqualTo("loyalty");
            assertThat(step.state()).isEqualTo(StepState.PARKED);
            assertThat(step.reason()).contains("IllegalStateException").doesNotContain("Lei");
        });
        assertThat(archives.calls).containsExactly("merge");

        broken.set(false);
        node.desk.retry(merge);

        awaitState(merge, State.DONE);
        assertThat(loyalty.rows(survivor)).containsExactly("l1");
        assertThat(node.audit.actions()).contains("operation.retried");
    }

    @Test
    void anErasureWaitsInEachModuleForTheMergeBeforeIt() {
        var survivor = customer();
        var absorbed = customer();
        loyalty.keep("l1", absorbed);
        var broken = new AtomicBoolean(true);
        loyalty.before = () -> {
            if (broken.get()) {
                throw new IllegalStateException();
            }
        };
        var merge = node.service.merge(survivor, absorbed, Map.of());
        await().untilAsserted(() -> assertThat(archives.calls).contains("merge"));

        var erasure = node.service.erase(survivor, "asked for it");
        await().untilAsserted(() -> assertThat(node.desk.get(erasure).steps())
                .contains(new Operation.Step("loyalty", StepState.WAITING, "behind-earlier-operation")));
        broken.set(false);
        node.desk.retry(merge);

        awaitState(erasure, State.DONE);
        assertThat(loyalty.rows(survivor)).isEmpty();
        assertThat(loyalty.rows(absorbed)).isEmpty();
        assertThat(loyalty.calls.get(0)).isEqualTo("merge");
    }

    @Test
    void anErasureFencesAtOnceAndLeavesATombstone() {
        var survivor = customer();
        var absorbed = customer();
        node.service.merge(survivor, absorbed, Map.of());
        archives.keep("p1", survivor);

        var erasure = node.service.erase(survivor, "GDPR 17");

        assertThat(node.alias.state(survivor).status()).isEqualTo(CustomerStatus.ERASED);
        assertThat(node.alias.state(absorbed).status()).isEqualTo(CustomerStatus.ERASED);
        assertThat(node.tombstones.isErased(survivor)).isTrue();
        assertThat(node.tombstones.isErased(absorbed)).isTrue();
        assertThat(node.tombstones.isErased(customer())).isFalse();
        assertThat(node.journal.types())
                .containsExactly("core.customer.merged", "core.customer.erased", "core.customer.erased");
        awaitState(erasure, State.DONE);
        assertThat(archives.rows(survivor)).isEmpty();
        assertRefused(() -> node.service.erase(survivor, "again"), "customer-erased");
        assertRefused(() -> node.service.erase(customer(), " "), "invalid");
    }

    @Test
    @DisplayName("IMP-19: an erasure throws away the files of many customers, in which the erased one may stand")
    void anErasureThrowsListsAway() throws IOException {
        var vault = node.vault;
        try (var list = vault.create(ExportVault.LISTS + "/some")) {
            list.write(1);
        }
        node.service.erase(customer(), "asked for it");
        assertThat(vault.exists(ExportVault.LISTS + "/some")).isFalse();
    }

    @Test
    void aPreviewTellsWhatEachModuleWouldMoveAndChangesNothing() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", absorbed);
        loyalty.before = () -> {
            throw new IllegalStateException();
        };

        assertThat(node.service.preview(survivor, absorbed)).singleElement().satisfies(preview -> {
            assertThat(preview.participant()).isEqualTo("archives");
            assertThat(preview.moved()).containsExactly(Map.entry("rows", 1L));
        });
        assertThat(archives.rows(absorbed)).containsExactly("p1");
    }

    @Test
    @DisplayName("CORE-14, S-19: the copy of a person counts as one row, however much is held on him")
    void aCopyIsNotTooLarge() {
        node.limits.settings.change(node.limits.settings.get().version(), FakePatch.of("exportRows", 2));
        try {
            var customer = customer();
            for (int i = 0; i < 5; i++) {
                archives.keep("row " + i, customer);
            }
            var export = node.service.export(customer);
            awaitState(export, State.DONE);
            node.exports.take(customer, export);
            node.exports.take(customer, export);
            assertRefused(() -> node.exports.take(customer, export), "daily-limit");
        } finally {
            node.limits.settings.change(node.limits.settings.get().version(), FakePatch.of("exportRows", 10_000));
        }
    }

    @Test
    void anExportIsAZipOfJsonLinesWithAManifestEncryptedOnDisk() throws IOException {
        var customer = customer();
        archives.keep("p1", customer);
        archives.keep("p2", customer);
        var export = node.service.export(customer);
        awaitState(export, State.DONE);

        var mark = node.exports.take(customer, export);
        var bytes = new ByteArrayOutputStream();
        node.exports.writeTo(export, mark, bytes);

        var files = unzip(bytes.toByteArray());
        assertThat(files)
                .containsKeys(
                        "manifest.json",
                        "archives/rows.jsonl",
                        "archives/more.jsonl",
                        "archives/files/3-photo of her.png");
        assertThat(files.get("archives/rows.jsonl").lines()).hasSize(2).allMatch(line -> line.contains("欧阳娜娜"));
        assertThat(files.get("archives/rows.csv")).startsWith("\uFEFF\"").contains("\"欧阳娜娜\"");
        assertThat(files.get("index.html"))
                .contains("href=\"archives/rows.csv\"", "What is held on you", "我们保存的您的个人信息")
                .doesNotContain("<script");
        assertThat(files.get("manifest.json"))
                .contains("rows.csv", "\"records\":2", "sha256")
                .doesNotContain("part-");
        assertThat(node.audit.actions()).containsExactly("customer.export-started", "customer.exported");
        assertThat(files.get("manifest.json")).contains(mark);
        assertThat(files.get("index.html")).contains(mark);
        try (var disk = Files.walk(folder)) {
            for (var file : disk.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(
                                new String("欧阳娜娜".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        assertRefused(() -> node.exports.take(customer(), export), "not-found");
        node.service.erase(customer, "asked for it");
        assertThatThrownBy(() -> node.exports.writeTo(export, mark, new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anExportWaitsForAModuleThatIsAwayAndIsThrownAwayAfterAWeek() {
        var customer = customer();
        node.here(archives);
        var export = node.service.export(customer);
        awaitState(export, State.WAITING);
        assertRefused(() -> node.exports.take(customer, export), "not-found");
        node.here(archives, loyalty);
        awaitState(export, State.DONE);
        node.exports.take(customer, export);

        node.clock.advance(Duration.ofDays(8));
        node.exports.clean();

        assertRefused(() -> node.exports.take(customer, export), "not-found");
    }

    @Test
    void whoeverWasAboutToServeIsAskedAlthoughHeWasGoneBeforeAnybodyLooked() {
        var customer = customer();
        node.close();
        node.here(archives, loyalty, new RowKeeper(db, "surveys"));
        assertThat(node.runner.catchUp("surveys")).isZero();
        node.here(archives, loyalty);

        var erasure = node.service.erase(customer, "asked for it");

        assertThat(node.desk.get(erasure).steps())
                .extracting(Operation.Step::participant)
                .containsExactly("archives", "loyalty", "surveys");
    }

    @Test
    void aModuleThatIsRemovedWithItsDataHoldsUpNothing() {
        var survivor = customer();
        node.here(archives);
        var merge = node.service.merge(survivor, customer(), Map.of());
        awaitState(merge, State.WAITING);

        node.runner.forget("loyalty");

        awaitState(merge, State.DONE);
        assertThat(node.desk
                        .get(node.service.merge(survivor, customer(), Map.of()))
                        .steps())
                .extracting(Operation.Step::participant)
                .containsExactly("archives");
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var files = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    @DisplayName("OPS-06, S-28, edge 34: a customer that a restored database has too many is erased again, once")
    void whoWasErasedBeforeIsErasedAgain() {
        var erased = customer();
        var other = customer();
        archives.keep("p1", erased);
        archives.keep("p2", other);
        var sign = node.tombstones.of(erased);
        node.ledger.complete(Set.of(sign, "somebody-who-is-not-here"));

        assertThat(node.replay.replay()).isEqualTo(1);

        assertThat(node.alias.state(erased).status()).isEqualTo(CustomerStatus.ERASED);
        assertThat(node.alias.state(other).status()).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(archives.rows(erased)).as("before anybody is let in").isEmpty();
        assertThat(archives.rows(other)).containsExactly("p2");
        assertThat(node.store.tombstones()).contains(sign, "somebody-who-is-not-here");
        assertThat(node.journal.types()).containsExactly("core.customer.erased");
        assertThat(node.replay.replay()).isZero();
    }

    @Test
    @DisplayName("OPS-06: of two whom a restored database shows merged, only the one goes that was erased alone")
    void aMergeThatHadBeenTakenBackIsTakenBack() {
        var survivor = customer();
        var absorbed = customer();
        archives.keep("p1", survivor);
        archives.keep("p2", absorbed);
        awaitState(node.service.merge(survivor, absorbed, Map.of()), State.DONE);
        node.ledger.complete(Set.of(node.tombstones.of(absorbed)));

        assertThat(node.replay.replay()).isEqualTo(1);

        assertThat(node.alias.state(survivor).status()).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(node.alias.state(absorbed).status()).isEqualTo(CustomerStatus.ERASED);
        await().untilAsserted(() -> assertThat(archives.rows(absorbed)).isEmpty());
        assertThat(archives.rows(survivor)).containsExactly("p1");
    }

    @Test
    @DisplayName("OPS-06, S-28: an erasure is outside the database too when it is committed, and only then")
    void anErasureIsOutsideTheDatabaseToo() {
        var customer = customer();
        assertThatThrownBy(() -> db.transactions().run(() -> {
                    node.service.erase(customer, "asked for it");
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(node.ledger.read()).isEmpty();

        node.service.erase(customer, "asked for it");

        assertThat(node.ledger.read()).containsExactly(node.tombstones.of(customer));
        assertThat(ErasureLedger.read(folder.resolve("data/backups"))).isEqualTo(node.ledger.read());
        assertThat(String.join("", node.ledger.read())).doesNotContain(customer.value());
    }
}
