package org.kithwork.core.internal.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePaging;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditChainTest {

    private static final Actor CORE = Actor.module(CorePermissions.MODULE);

    private final AccessFixture fixture;

    AuditChainTest(DatabaseKind kind) {
        fixture = new AccessFixture(kind);
    }

    @BeforeEach
    void write() {
        for (int i = 0; i < 20; i++) {
            note("a" + i);
        }
        fixture.chain.close();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void note(String id) {
        fixture.current.run(
                CORE,
                () -> fixture.audit.record(
                        new Audit.Entry("thing.done", "core:thing", id, null, Map.of("n", 1), "why")));
    }

    private AuditVerifier.Result verify() {
        return fixture.current.as(CORE, fixture.verifier::verify);
    }

    @Test
    void anUntouchedChainIsSoundAlsoAfterARestart() {
        assertThat(verify()).isEqualTo(new AuditVerifier.Result(20, List.of()));
        note("later");
        var again = new AuditChain(
                fixture.audits, fixture.cipher, fixture.database.transactions(), fixture.directory, fixture.clock);
        fixture.clock.advance(java.time.Duration.ofSeconds(1));
        again.close();
        again.shutDown();
        assertThat(verify().checked()).isEqualTo(21);
        assertThat(verify().isSound()).isTrue();
    }

    @Test
    @DisplayName("S-32: what is linked while the chain is checked is no fault of it")
    void theChainMayGrowWhileItIsChecked() {
        var growing = new AuditStore(new CoreUnit(fixture.database.jpa(), () -> "core")) {
            private boolean grown;

            @Override
            public List<Link> links(long afterSeq, int most) {
                var links = super.links(afterSeq, most);
                if (links.isEmpty() && !grown) {
                    grown = true;
                    // In a transaction of its own
                    CompletableFuture.runAsync(() -> {
                                note("meanwhile");
                                fixture.chain.close();
                            })
                            .join();
                }
                return links;
            }
        };
        var verifier = new AuditVerifier(
                growing, fixture.cipher, fixture.directory, fixture.database.transactions(), fixture.access);

        assertThat(fixture.current.as(CORE, verifier::verify)).isEqualTo(new AuditVerifier.Result(20, List.of()));
        assertThat(verify()).isEqualTo(new AuditVerifier.Result(21, List.of()));
    }

    @Test
    @DisplayName("CORE-06, S-31: a reason is sealed in the table and reads back in the audit")
    void aReasonIsSealedInTheTableAndReadsBackInTheAudit() {
        var row = fixture.audits
                .list(new AuditStore.Filter("a3", null, null, null, null, null), PageRequest.first(1))
                .get(0);
        assertThat(row.reasonCipher).isNotNull().doesNotContain("why");

        var reader = new AuditReader(
                fixture.audits,
                fixture.cipher,
                fixture.catalog,
                fixture.access,
                fixture.json,
                new FakePaging(),
                fixture.database.transactions());
        var shown = fixture.current.as(
                CORE,
                () -> reader.list(
                        new AuditReader.Query("a3", null, null, null, null, null),
                        PageRequest.first(1),
                        Locale.ENGLISH));
        assertThat(shown.items()).extracting(AuditReader.Shown::reason).containsExactly("why");
    }

    @Test
    void manyAtOnceMakeOneChain() throws InterruptedException {
        var pool = Executors.newFixedThreadPool(8);
        try {
            pool.invokeAll(IntStream.range(0, 200)
                    .<Callable<String>>mapToObj(i -> () -> {
                        note("p" + i);
                        return "";
                    })
                    .toList());
        } finally {
            pool.shutdown();
        }
        fixture.chain.close();

        assertThat(verify()).isEqualTo(new AuditVerifier.Result(220, List.of()));
    }

    @Test
    @DisplayName("S-31: the database itself lets nobody change or remove a row of the audit or of its chain")
    void s31_onlyAddedTo() {
        for (var statement : java.util.List.of(
                "UPDATE core_audit SET action = 'x' WHERE object_id = 'a7'",
                "DELETE FROM core_audit WHERE object_id = 'a7'",
                "UPDATE core_audit_chain SET hash = 'x' WHERE seq = 8",
                "DELETE FROM core_audit_chain WHERE seq = 8",
                "DELETE FROM core_audit",
                "TRUNCATE TABLE core_audit",
                "TRUNCATE TABLE core_audit_chain")) {
            if (fixture.database.kind() == DatabaseKind.POSTGRESQL || !statement.startsWith("TRUNCATE")) {
                assertThatThrownBy(() -> fixture.sql(statement))
                        .as(statement)
                        .hasStackTraceContaining(
                                fixture.database.kind() == DatabaseKind.DERBY
                                        ? "for type INTEGER"
                                        : "is only added to");
            }
        }
        assertThat(fixture.count("core_audit WHERE object_id = 'a7' AND action = 'thing.done'"))
                .isEqualTo(1);
        note("another");
        fixture.chain.close();
        assertThat(verify()).isEqualTo(new AuditVerifier.Result(21, List.of()));
    }

    @Test
    void aChangedRowIsFound() {
        fixture.unlockAudit();
        fixture.sql("UPDATE core_audit SET reason_cipher = 'another' WHERE object_id = 'a7'");

        assertThat(verify().faults()).extracting(AuditVerifier.Broken::kind).containsExactly("changed");
        assertThat(verify().faults().get(0).seq()).isEqualTo(8);
    }

    @Test
    void aRemovedRowIsFound() {
        fixture.unlockAudit();
        fixture.sql("DELETE FROM core_audit WHERE object_id = 'a7'");

        assertThat(verify().faults()).extracting(AuditVerifier.Broken::kind).containsExactly("removed");
    }

    @Test
    void aRowRemovedWithItsLinkIsFound() {
        fixture.unlockAudit();
        fixture.sql("DELETE FROM core_audit_chain WHERE seq = 8");
        fixture.sql("DELETE FROM core_audit WHERE object_id = 'a7'");

        assertThat(verify().faults()).extracting(AuditVerifier.Broken::kind).contains("missing");
    }

    @Test
    void exchangedRowsAreFound() {
        fixture.unlockAudit();
        fixture.sql("UPDATE core_audit_chain SET audit_id = 'x' WHERE seq = 3");
        fixture.sql("UPDATE core_audit_chain SET audit_id = (SELECT id FROM core_audit WHERE object_id = 'a2')"
                + " WHERE seq = 4");

        assertThat(verify().isSound()).isFalse();
    }

    @Test
    void anEndThatIsCutOffIsFound() {
        fixture.unlockAudit();
        fixture.sql("DELETE FROM core_audit_chain WHERE seq > 15");
        fixture.sql("DELETE FROM core_audit WHERE object_id IN ('a15', 'a16', 'a17', 'a18', 'a19')");

        assertThat(verify().faults()).extracting(AuditVerifier.Broken::kind).containsExactly("cut-off");
    }

    @Test
    @DisplayName("S-33: a refused change leaves no entry")
    void aRefusedChangeLeavesNoEntry() {
        try {
            fixture.database.transactions().run(() -> {
                note("never");
                throw new IllegalStateException();
            });
        } catch (IllegalStateException e) {
            fixture.chain.close();
        }

        assertThat(verify().checked()).isEqualTo(20);
    }
}
