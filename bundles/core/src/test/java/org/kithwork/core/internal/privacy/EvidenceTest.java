package org.kithwork.core.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.core.internal.consent.SendRules;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.privacy.store.EvidenceStore;
import org.kithwork.core.internal.protection.SealedCells;
import org.kithwork.core.internal.retention.RetentionFixture;
import org.kithwork.core.internal.retention.RetentionParticipants;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.core.internal.retention.store.RetentionStore;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeCustomers;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakeWorkingDays;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class EvidenceTest {

    private final DatabaseKind kind;

    EvidenceTest(DatabaseKind kind) {
        this.kind = kind;
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @Test
    @DisplayName(
            "S-29: the evidence holds cases, rights and the state of the audit, its sums fit, and nobody appears in it")
    void evidence(@TempDir Path folder) throws Exception {
        var base = new AccessFixture(kind);
        SchemaReady ready = () -> "core";
        var tx = base.database.transactions();
        var access = FakeAccess.allowingAll();
        try (var privacy = new PrivacyNode(base.database, folder)) {
            var customer = privacy.customer();
            privacy.cases.receive(
                    new PrivacyCases.Draft("COPY", customer, "COUNTER", "SELF", "欧阳娜娜", "all of it", null, null));
            var operations = new OperationStore(base.database.jpa(), base.database.dialect(), ready);
            var retention = new RetentionStore(base.database.jpa(), base.database.dialect(), ready);
            var rules = new RetentionRules(
                    retention,
                    new RetentionParticipants(access::as, new Participants(operations)),
                    access,
                    privacy.node.audit,
                    tx,
                    base.clock);
            var runs = new RetentionRuns(
                    retention,
                    rules,
                    access,
                    new FakeCustomers(base.database, access),
                    tx,
                    request -> "job",
                    privacy.node.audit,
                    new FakePaging(),
                    new FakeJson(),
                    base.ids,
                    base.clock);
            runs.tryOut();
            var kinds = RetentionFixture.participants(access::as, privacy.node.participants, new FakeRetention());
            try (var connection = base.database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO core_outbound_host (host, internal, note, allowed_at, allowed_by)"
                        + " VALUES ('api.example.com', FALSE, 'the note of 欧阳', CURRENT_TIMESTAMP, 'a')");
            }
            var pack = new EvidencePack(
                    new EvidenceStore(base.database.jpa(), ready),
                    new EvidenceOfMeasures(
                            new EvidenceStore(base.database.jpa(), ready),
                            kinds,
                            privacy.node.participants,
                            new SealedCells(),
                            privacy.node.limits.settings,
                            new Deadlines(new FakeCompany(), new FakeWorkingDays(), base.clock, 15, 15),
                            tx),
                    rules,
                    runs,
                    new SendRules(
                            new SendStore(base.database.jpa(), base.database.dialect(), ready),
                            access,
                            privacy.node.audit,
                            tx),
                    new org.kithwork.core.internal.access.audit.AuditVerifier(
                            base.audits, base.cipher, base.directory, tx, access),
                    base.audits,
                    privacy.node.audit,
                    access,
                    tx,
                    new FakeJson(),
                    base.clock);

            var files = unzip(pack.take());

            assertThat(files.keySet())
                    .containsAll(List.of(
                            "cases.json",
                            "consents.json",
                            "erasures.json",
                            "retention-rules.json",
                            "retention-runs.json",
                            "roles.json",
                            "holders.json",
                            "modules.json",
                            "data.json",
                            "security.json",
                            "audit.json",
                            "manifest.json"));
            assertThat(text(files, "cases.json")).contains("COPY", "RECEIVED").doesNotContain("欧阳", customer.value());
            assertThat(text(files, "audit.json")).contains("\"sound\":");
            assertThat(text(files, "data.json"))
                    .contains("archives", "loyalty", "archives.purchase", "\"minimumMonths\":36");
            assertThat(text(files, "security.json"))
                    .contains("core_customer.note_cipher", "api.example.com", "secondFactor", "exportRows")
                    .contains("\"answerDays\":15");
            var manifest = text(files, "manifest.json");
            for (var file : files.entrySet()) {
                assertThat(new String(file.getValue(), StandardCharsets.UTF_8)).doesNotContain("欧阳");
                if (!file.getKey().equals("manifest.json")) {
                    assertThat(manifest)
                            .contains(HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(file.getValue())));
                }
            }
            assertThat(privacy.node.audit.actions()).contains("privacy.evidence-taken");
            access.run(
                    new Actor(Actor.Kind.USER, "nobody", "Nobody"),
                    () -> assertThatThrownBy(pack::take).isInstanceOf(Problem.class));
        } finally {
            base.database.close();
        }
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
