package org.kithwork.core.internal.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerAliases;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.customer.CustomerTexts;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.core.internal.job.JobFixture;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.job.spi.JobRun;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePaging;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class DuplicatesTest {

    private final DatabaseKind kind;
    private CustomerFixture it;
    private JobFixture node;
    private DuplicateStore store;
    private DuplicateWriter writer;
    private CustomerAliases aliases;
    private Duplicates duplicates;
    private DuplicateSearchJob job;

    DuplicatesTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        it = CustomerFixture.open(kind);
        var clock = Clock.systemUTC();
        store = new DuplicateStore(it.database.jpa(), it.database.dialect(), () -> "core");
        writer = new DuplicateWriter(store, it.database.transactions(), it.ids, clock);
        aliases = new CustomerAliases(it.store, it.writer, it.rights);
        node = new JobFixture(it.database, it.access, it.audit, it.keys);
        job = new DuplicateSearchJob(
                it.access,
                new ContactBlocks(store, it.profiles, writer, clock, 3),
                new EstimatedSearch(store, new CustomerTexts(it.store, it.protection), writer),
                store,
                clock);
        node.handlers(job);
        duplicates = new Duplicates(
                it.access,
                it.directory,
                it.profiles,
                store,
                writer,
                it.database.transactions(),
                node.jobs,
                new FakePaging(),
                it.audit,
                clock);
    }

    @AfterEach
    void stop() {
        node.close();
        it.database.close();
    }

    private CustomerId person(String name, CustomerDraft.@Nullable Birth birth, CustomerDraft.Contact... contacts) {
        return it.admin.create(draft(name, birth, contacts)).id();
    }

    private static CustomerDraft draft(
            String name, CustomerDraft.@Nullable Birth birth, CustomerDraft.Contact... contacts) {
        return new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                birth,
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
                "known to be there");
    }

    private static CustomerDraft.Contact phone(String number) {
        return new CustomerDraft.Contact("PHONE", number, null, null);
    }

    private static CustomerDraft.Contact email(String address) {
        return new CustomerDraft.Contact("EMAIL", address, null, null);
    }

    private void search(DuplicateMethod method) {
        job.run(new FakeRun(it.ids.next(), method, Integer.MAX_VALUE));
    }

    private List<DuplicatePair> queue() {
        return duplicates.list(null, PageRequest.first(50)).items();
    }

    private static Set<CustomerId> ids(DuplicatePair pair) {
        var ids = new HashSet<CustomerId>();
        pair.customers().forEach(customer -> ids.add(customer.id()));
        return ids;
    }

    @Test
    @DisplayName("CORE-10: a search puts down whoever has the same phone and name, with score and rules, best first")
    void aSearchFillsTheQueue() {
        var a = person("张伟", null, phone("13800000001"));
        var b = person("张伟", null, phone("13800000001"));
        var c = person("李娜", null, phone("13800000002"), email("lina@example.com"));
        var d = person("李娜", null, phone("13800000002"), email("lina@example.com"));
        person("王芳", null, phone("13800000003"), email("wang@example.com"));

        search(DuplicateMethod.DEFAULT);

        var queue = queue();
        assertThat(queue).extracting(DuplicatePair::score).containsExactly(100, 80);
        assertThat(queue).extracting(DuplicatesTest::ids).containsExactly(Set.of(c, d), Set.of(a, b));
        assertThat(queue.get(0).proposal()).isEqualTo(DuplicatePair.Proposal.MERGE);
        assertThat(queue.get(1).proposal()).isEqualTo(DuplicatePair.Proposal.REVIEW);
        assertThat(queue.get(1).rules())
                .containsExactly(
                        new DuplicatePair.Rule(DuplicateRule.PHONE, 60),
                        new DuplicatePair.Rule(DuplicateRule.NAME, 20));
        assertThat(duplicates.of(a)).extracting(DuplicatePair::score).containsExactly(80);
    }

    @Test
    @DisplayName("ARC-24: customers in doubt are counted once each, for those alone who see all of them")
    void figures() {
        var figures = new OpenDuplicates(it.access, store);
        for (int i = 0; i < 3; i++) {
            person("张伟", null, phone("13800000001"));
        }
        person("王芳", null, phone("13800000003"));
        assertThat(figures.customersInDoubt()).isZero();

        search(DuplicateMethod.DEFAULT);

        assertThat(queue()).hasSize(3);
        assertThat(figures.customersInDoubt()).isEqualTo(3);
        var elsewhere = new Actor(Actor.Kind.USER, it.ids.next(), "Elsewhere");
        it.access.grant(
                elsewhere, new Visibility(false, Set.of(), Set.of(it.ids.next()), Set.of()), "core:duplicate:view");
        it.access.run(elsewhere, () -> refused(figures::customersInDoubt, "forbidden"));
    }

    @Test
    @DisplayName("CORE-10: what people said to be two stays two, also when the search runs again and one is merged")
    void notTheSameIsRemembered() {
        var a = person("张伟", null, phone("13800000001"));
        var b = person("张伟", null, phone("13800000001"));
        search(DuplicateMethod.DEFAULT);
        var pair = queue().get(0);

        duplicates.decide(String.valueOf(pair.id()), DuplicateState.DISTINCT, "father and son");

        assertThat(queue()).isEmpty();
        assertThat(duplicates
                        .list(DuplicateState.DISTINCT, PageRequest.first(10))
                        .items())
                .hasSize(1);
        assertThat(it.audit.actions()).contains("duplicate.distinguished");
        search(DuplicateMethod.DEFAULT);
        assertThat(queue()).isEmpty();
        assertThat(duplicates.of(a)).isEmpty();

        var c = person("张伟", null, phone("13800000001"));
        it.database.transactions().run(() -> aliases.setAlias(b, c));
        search(DuplicateMethod.DEFAULT);
        assertThat(queue()).as("c answers for b, who is not a").isEmpty();

        it.database.transactions().run(() -> aliases.clearAlias(b, CustomerStatus.ACTIVE));
        search(DuplicateMethod.DEFAULT);
        assertThat(queue()).extracting(DuplicatesTest::ids).containsExactlyInAnyOrder(Set.of(a, c), Set.of(b, c));
    }

    @Test
    @DisplayName("CORE-10: a verdict is taken back with a reason, and the pair is open again")
    void aVerdictIsTakenBack() {
        person("张伟", null, phone("13800000001"));
        person("张伟", null, phone("13800000001"));
        search(DuplicateMethod.DEFAULT);
        var id = String.valueOf(queue().get(0).id());

        assertThatThrownBy(() -> duplicates.decide(id, null, " "))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/verdict", "/reason"));
        duplicates.decide(id, DuplicateState.DISTINCT, "two");
        duplicates.decide(id, DuplicateState.OPEN, "looked again");

        assertThat(queue()).extracting(DuplicatePair::id).containsExactly(id);
    }

    @Test
    @DisplayName("CORE-10: a pair leaves the queue with its merge, comes back with its undo, and goes with an erasure")
    void mergesAndErasuresCloseTheirPairs() {
        var a = person("张伟", null, phone("13800000001"));
        var b = person("张伟", null, phone("13800000001"));
        search(DuplicateMethod.DEFAULT);

        it.database.transactions().run(() -> aliases.setAlias(b, a));
        assertThat(queue()).isEmpty();
        it.database.transactions().run(() -> aliases.clearAlias(b, CustomerStatus.ACTIVE));
        assertThat(queue()).hasSize(1);
        it.database.transactions().run(() -> it.store.removeDetails(b.value()));
        assertThat(store.ofCustomers(Set.of(a.value(), b.value()))).isEmpty();
    }

    @Test
    @DisplayName("CORE-10: what no longer looks alike leaves the queue with the next search")
    void oldPairsGo() {
        var a = person("张伟", null, phone("13800000001"));
        person("张伟", null, phone("13800000001"));
        search(DuplicateMethod.DEFAULT);
        var point = it.admin
                .addContactPoint(a, phone("13800000009"))
                .contactPoints()
                .get(0);

        it.admin.removeContactPoint(a, point.id());
        search(DuplicateMethod.DEFAULT);

        assertThat(queue()).isEmpty();
    }

    @Test
    @DisplayName("Edge 1: the front desk's number of a hundred people makes pairs of those of one name alone")
    void aSharedNumberDoesNotExplode() {
        for (int i = 0; i < 100; i++) {
            person("客人" + (char) ('一' + i), null, phone("13800000001"));
        }
        person("客人一", null, phone("13800000001"));

        search(DuplicateMethod.DEFAULT);

        assertThat(queue()).hasSize(1);
    }

    @Test
    @DisplayName("Edge 3: masked numbers, numbers lent for a parcel and 400 numbers make no pair")
    void numbersOfNobody() {
        for (var number : List.of("138****5678", "13812345678转1234", "4008123456")) {
            person("张伟", null, phone(number));
            person("张伟", null, phone(number));
        }

        search(DuplicateMethod.DEFAULT);

        assertThat(queue()).isEmpty();
    }

    @Test
    @DisplayName(
            "Edge 8: names of two-syllable families, with a dot, with rare characters and of one word are compared")
    void rareNames() {
        var names = List.of("欧阳娜娜", "单", "买买提·艾力", "𠮷野", "Madonna", "长".repeat(40));
        for (int i = 0; i < names.size(); i++) {
            person(names.get(i), null, phone("1380000010" + i));
            person(names.get(i), null, phone("1380000010" + i));
        }

        search(DuplicateMethod.DEFAULT);

        assertThat(queue())
                .hasSize(names.size())
                .allSatisfy(pair -> assertThat(pair.score()).isEqualTo(80));
    }

    @Test
    @DisplayName("CORE-10: a search goes on where it was stopped, and finds the same")
    void aSearchGoesOn() {
        for (int i = 0; i < 10; i++) {
            person("张伟", null, phone("1380000000" + i));
            person("张伟", null, phone("1380000000" + i));
        }
        var run = new FakeRun(it.ids.next(), DuplicateMethod.DEFAULT, 2);
        var blocks = new ContactBlocks(store, it.profiles, writer, Clock.systemUTC(), 3);
        int calls = 1;
        while (!blocks.search(run, Map.of())) {
            run.looks = 0;
            calls++;
        }

        assertThat(calls).isGreaterThan(5);
        assertThat(queue()).hasSize(10);
    }

    /** A run that is stopped after some looks. */
    private static final class FakeRun implements JobRun {
        private final String id;
        private final DuplicateMethod method;
        private final int most;
        private Map<String, Object> state = Map.of();
        private int looks;

        FakeRun(String id, DuplicateMethod method, int most) {
            this.id = id;
            this.method = method;
            this.most = most;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Map<String, Object> data() {
            return Map.of(DuplicateSearchJob.METHOD, method.name());
        }

        @Override
        public Map<String, Object> state() {
            return state;
        }

        @Override
        public void save(Map<String, Object> toKeep) {
            state = Map.copyOf(toKeep);
        }

        @Override
        public void progress(long done, long total) {}

        @Override
        public void problem(Message message) {}

        @Override
        public boolean stopRequested() {
            return ++looks > most;
        }
    }

    @Test
    @DisplayName("CORE-10: the search is a job, which runs as the one who asked for it")
    void theSearchIsAJob() {
        person("张伟", null, phone("13800000001"));
        person("张伟", null, phone("13800000001"));

        node.await(duplicates.search(DuplicateMethod.DEFAULT), JobState.DONE);

        assertThat(queue()).hasSize(1);
        assertThat(it.audit.actions()).contains("duplicates.searched");
    }

    @Test
    @DisplayName("CORE-10: by estimated weights people are found who have written each member a little differently")
    void estimatedWeights() {
        var given = List.of("john", "peter", "susan", "mary", "walter", "ursula", "conrad", "edith", "frank", "helga");
        var family = List.of("harrington", "sondergeld", "waller", "bishop", "trevorrow", "purdon", "turtur", "berry");
        for (int i = 0; i < 80; i++) {
            person(
                    given.get(i % 10) + " " + family.get(i / 10),
                    new CustomerDraft.Birth(1940 + i % 60, 1 + i % 12, 1 + i % 28, "SOLAR"),
                    phone("139%08d".formatted(i * 1_234_567 % 100_000_000)));
        }
        var first = person("margaret oppenheimer", new CustomerDraft.Birth(1971, 3, 14, "SOLAR"), phone("13755512345"));
        var second = person("margaret openheimer", new CustomerDraft.Birth(1971, 3, 14, "SOLAR"), phone("13755512354"));

        search(DuplicateMethod.ESTIMATED);

        assertThat(queue()).extracting(DuplicatesTest::ids).contains(Set.of(first, second));
        assertThat(queue().get(0).method()).isEqualTo(DuplicateMethod.ESTIMATED);
    }

    @Test
    @DisplayName("CORE-10: two searches at once put each pair down once")
    void searchesAtOnce() throws Exception {
        var found = new ArrayList<DuplicateWriter.Found>();
        for (int i = 0; i < 30; i++) {
            var one = person("张伟", null).value();
            var other = person("张伟", null).value();
            found.add(new DuplicateWriter.Found(
                    i % 2 == 0 ? one : other,
                    i % 2 == 0 ? other : one,
                    new DuplicateScore(80, List.of(DuplicateRule.PHONE))));
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            var barrier = new CyclicBarrier(4);
            var all = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                var search = UUID.randomUUID().toString();
                all.add(() -> {
                    barrier.await();
                    for (var pair : found) {
                        writer.write(List.of(pair), DuplicateMethod.DEFAULT, search, () -> {});
                    }
                    return true;
                });
            }
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(queue()).hasSize(30);
    }

    @Test
    @DisplayName("CORE-04: who does not see both customers sees no pair, decides none and starts no search")
    void outOfScope() {
        person("张伟", null, phone("13800000001"));
        person("张伟", null, phone("13800000001"));
        search(DuplicateMethod.DEFAULT);
        var id = String.valueOf(queue().get(0).id());
        var elsewhere = new Actor(Actor.Kind.USER, "e0000000-0000-7000-8000-000000000001", "Elsewhere");
        it.access.grant(
                elsewhere,
                new Visibility(false, Set.of(elsewhere.id()), Set.of(), Set.of()),
                "core:duplicate:view",
                "core:duplicate:edit",
                "core:customer:view");

        it.access.run(elsewhere, () -> {
            assertThat(queue()).isEmpty();
            refused(() -> duplicates.get(id), "not-found");
            refused(() -> duplicates.decide(id, DuplicateState.DISTINCT, "no"), "not-found");
            refused(() -> duplicates.search(null), "forbidden");
        });
        assertThat(queue()).hasSize(1);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    @DisplayName(
            "CORE-09: a draft meets those of an equal phone (hard), and of a name that sounds the same and birthday")
    void theCheckOnCreate() {
        var birth = new CustomerDraft.Birth(null, 6, 15, "SOLAR");
        person("李娜", birth, phone("13800000001"));

        assertThat(it.admin.matches(draft("王芳", null, phone("+86 138 0000 0001"))))
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.rule().isHard()).isTrue();
                    assertThat(match.score()).isEqualTo(60);
                });
        assertThat(it.admin.matches(draft("李娜", birth))).extracting("score").containsExactly(35);
        assertThat(it.admin.matches(draft("李纳", birth))).singleElement().satisfies(match -> {
            assertThat(match.rule().isHard()).isFalse();
            assertThat(match.score()).isEqualTo(23);
        });
    }

    @Test
    void theQueueAndTheSearchAreReadByTheirIndexes() {
        assumeTrue(kind == DatabaseKind.DERBY, "the plans are Derby's");
        var all = new Visibility(true, Set.of(), Set.of(), Set.of());
        assertThat(DerbyPlan.of(it.database, () -> store.list(all, DuplicateState.OPEN, PageRequest.first(50))))
                .doesNotContain("Table Scan", "Sort ResultSet");
        assertThat(DerbyPlan.of(it.database, () -> store.keys("p", "q", 100)))
                .doesNotContain("Table Scan", "Sort ResultSet");
        assertThat(DerbyPlan.of(it.database, () -> store.customers("", 100)))
                .doesNotContain("Table Scan", "Sort ResultSet");
    }
}
