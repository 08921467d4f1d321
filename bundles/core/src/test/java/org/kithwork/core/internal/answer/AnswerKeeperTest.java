package org.kithwork.core.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.audit.Audit;
import org.kithwork.core.IdempotentAnswers.Answer;
import org.kithwork.core.IdempotentAnswers.Claim;
import org.kithwork.core.IdempotentAnswers.Different;
import org.kithwork.core.IdempotentAnswers.Fresh;
import org.kithwork.core.IdempotentAnswers.Kept;
import org.kithwork.core.IdempotentAnswers.Key;
import org.kithwork.core.IdempotentAnswers.Running;
import org.kithwork.core.IdempotentAnswers.Unanswered;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.answer.store.AnswerStore;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.KeyUse;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AnswerKeeperTest {

    private static final Answer CREATED = new Answer(
            201,
            Map.of("Location", "/api/v1/customers/1", "ETag", "\"1\""),
            "{\"phone\":\"13812345678\"}".getBytes(StandardCharsets.UTF_8));

    private static final Map<DatabaseKind, AccessFixture> BASES = new ConcurrentHashMap<>();

    @TempDir
    Path home;

    private final AccessFixture base;
    private Keys keys;
    private AnswerKeeper answers;

    AnswerKeeperTest(DatabaseKind kind) {
        base = BASES.computeIfAbsent(kind, AccessFixture::new);
    }

    @BeforeEach
    void open() {
        keys = new Keys(KeyRing.open(home.resolve("keys"), home.resolve("data"), true));
        answers = another();
    }

    /** As another node, or this one after a start: it holds no key. */
    private AnswerKeeper another() {
        var store = new AnswerStore(base.database.jpa(), base.database.dialect(), () -> "core");
        return new AnswerKeeper(store, base.database.transactions(), keys, base.ids, base.clock);
    }

    private static Key key(String value) {
        return new Key("USER:1", value);
    }

    /** A change as any service makes it: its audit is written in its transaction. */
    private void change(AnswerKeeper through, String object) {
        var audit = new AuditLog(
                base.audits,
                base.cipher,
                base.chain,
                through,
                base.current,
                base.database.transactions(),
                base.ids,
                base.json,
                base.clock);
        base.current.run(
                base.user("1"),
                () -> audit.record(new Audit.Entry("thing.created", "test:thing", object, null, Map.of(), null)));
    }

    private long changes(String object) {
        return base.count("core_audit WHERE object_id = '" + object + "'");
    }

    @Test
    void aRepeatedRequestIsAnsweredFromWhatWasKept() {
        assertThat(answers.claim(key("kept"), "p")).isInstanceOf(Fresh.class);
        answers.keep(key("kept"), CREATED);
        var again = (Kept) another().claim(key("kept"), "p");
        assertThat(again.answer().status()).isEqualTo(201);
        assertThat(again.answer().headers()).isEqualTo(CREATED.headers());
        assertThat(again.answer().body()).isEqualTo(CREATED.body());
    }

    @Test
    void anotherRequestUnderTheKeyIsToldSo() {
        answers.claim(key("other"), "p");
        assertThat(another().claim(key("other"), "q")).isInstanceOf(Different.class);
        answers.keep(key("other"), CREATED);
        assertThat(answers.claim(key("other"), "q")).isInstanceOf(Different.class);
    }

    @Test
    void theSameTextOfAnotherCallerIsAnotherKey() {
        answers.claim(key("mine"), "p");
        answers.keep(key("mine"), CREATED);
        assertThat(answers.claim(new Key("USER:2", "mine"), "p")).isInstanceOf(Fresh.class);
    }

    @Test
    void ofManyAtOnceOneHasTheEffectAndAllGetItsAnswer() throws Exception {
        var gate = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Future<Integer>>();
            Callable<Integer> request = () -> {
                gate.await();
                for (Claim claim = answers.claim(key("many"), "p");
                        !(claim instanceof Kept);
                        claim = answers.claim(key("many"), "p")) {
                    if (claim instanceof Fresh) {
                        change(answers, "many");
                        answers.keep(key("many"), CREATED);
                    } else {
                        assertThat(claim).isInstanceOf(Running.class);
                        Thread.yield();
                    }
                }
                return 1;
            };
            for (int i = 0; i < 8; i++) {
                all.add(pool.submit(request));
            }
            gate.countDown();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(changes("many")).isEqualTo(1);
    }

    @Test
    void aKeyWithoutAnEffectIsFreeAgain() {
        answers.claim(key("free"), "p");
        answers.release(key("free"));
        assertThat(answers.claim(key("free"), "q")).isInstanceOf(Fresh.class);
    }

    @Test
    void anEffectThatWasRolledBackIsNone() {
        answers.claim(key("undone"), "p");
        assertThatThrownBy(() -> base.database.transactions().run(() -> {
                    change(answers, "undone");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        answers.release(key("undone"));
        assertThat(answers.claim(key("undone"), "p")).isInstanceOf(Fresh.class);
    }

    @Test
    void aRequestThatDiedBeforeItsEffectMayRunAgain() {
        answers.claim(key("died"), "p");
        assertThat(another().claim(key("died"), "p")).isInstanceOf(Running.class);
        base.clock.advance(AnswerKeeper.LEASE);
        assertThat(another().claim(key("died"), "p")).isInstanceOf(Fresh.class);
    }

    @Test
    void aRequestThatDiedAfterItsEffectNeverRunsAgain() {
        answers.claim(key("lost"), "p");
        change(answers, "lost");
        base.clock.advance(AnswerKeeper.LEASE);
        assertThat(another().claim(key("lost"), "p")).isInstanceOf(Unanswered.class);
        answers.release(key("lost"));
        assertThat(another().claim(key("lost"), "p")).isInstanceOf(Unanswered.class);
        assertThat(changes("lost")).isEqualTo(1);
    }

    @Test
    void whoWasTakenForDeadChangesNothingAnyMore() {
        var second = another();
        answers.claim(key("slow"), "p");
        base.clock.advance(AnswerKeeper.LEASE);
        assertThat(second.claim(key("slow"), "p")).isInstanceOf(Fresh.class);
        change(second, "slow");
        assertThatThrownBy(() -> change(answers, "slow"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("idempotency-key-taken-over"));
        answers.keep(key("slow"), CREATED);
        second.release(key("slow"));
        assertThat(changes("slow")).isEqualTo(1);
        assertThat(another().claim(key("slow"), "p")).isInstanceOf(Running.class);
    }

    @Test
    void afterADayTheKeyIsNew() {
        answers.claim(key("old"), "p");
        answers.keep(key("old"), CREATED);
        base.clock.advance(AnswerKeeper.KEPT.minus(Duration.ofSeconds(1)));
        assertThat(answers.claim(key("old"), "p")).isInstanceOf(Kept.class);
        base.clock.advance(Duration.ofSeconds(1));
        assertThat(answers.claim(key("old"), "q")).isInstanceOf(Fresh.class);
        answers.release(key("old"));
    }

    @Test
    void whatExpiredIsRemoved() {
        answers.claim(key("gone"), "p");
        answers.keep(key("gone"), CREATED);
        base.clock.advance(AnswerKeeper.KEPT);
        answers.tidy();
        assertThat(base.sql("DELETE FROM core_answer WHERE answer IS NOT NULL")).isZero();
    }

    @Test
    void aKeyRenewedInBetweenStillFindsTheAnswer() {
        answers.claim(key("renewed"), "p");
        answers.keep(key("renewed"), CREATED);
        for (var use : List.of(KeyUse.CIPHER, KeyUse.INDEX)) {
            keys.ring().renew(DataClass.ANSWER, use, keys.ring().newKeyId(DataClass.ANSWER, use));
        }
        assertThat(answers.claim(key("renewed"), "p")).isInstanceOf(Kept.class);
        assertThat(answers.claim(key("renewed"), "q")).isInstanceOf(Different.class);
    }

    @Test
    void nothingOfRequestOrAnswerCanBeReadInTheTable() throws Exception {
        var secret = "13800138000";
        answers.claim(key(secret), secret);
        answers.keep(
                key(secret),
                new Answer(200, Map.of("Location", "/" + secret), secret.getBytes(StandardCharsets.UTF_8)));
        var stored = new ArrayList<String>();
        try (var connection = base.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, print, claim, answer FROM core_answer")) {
            while (rows.next()) {
                stored.addAll(List.of(rows.getString(1), rows.getString(2), rows.getString(3)));
                var answer = rows.getBytes(4);
                stored.add(answer == null ? "" : new String(answer, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(stored).isNotEmpty().noneMatch(text -> text.contains(secret));
    }
}
