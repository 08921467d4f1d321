package org.kithwork.core.internal.privacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.audit.AuditVerifier;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.consent.SendRules;
import org.kithwork.core.internal.privacy.store.EvidenceStore;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.core.internal.retention.RetentionRun;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is shown to an authority that asks how personal data are handled: a ZIP with times, outcomes and counts, in which
 * no customer appears, and a manifest with a checksum of each file.
 */
@Component(service = EvidencePack.class)
public final class EvidencePack {

    private static final Permission EXPORT = Permission.of("core:audit:export");

    private final EvidenceStore store;
    private final EvidenceOfMeasures measures;
    private final Retention retention;
    private final SendRules sendRules;
    private final Proof proof;
    private final AccessControl access;
    private final Transactions transactions;
    private final Json json;
    private final Clock clock;

    private record Retention(RetentionRules rules, RetentionRuns runs) {}

    private record Proof(AuditVerifier verifier, AuditStore audits, Audit audit) {}

    @Activate
    public EvidencePack(
            @Reference EvidenceStore store,
            @Reference EvidenceOfMeasures measures,
            @Reference RetentionRules rules,
            @Reference RetentionRuns runs,
            @Reference SendRules sendRules,
            @Reference AuditVerifier verifier,
            @Reference AuditStore audits,
            @Reference Audit audit,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Json json,
            @Reference Clock clock) {
        this.store = store;
        this.measures = measures;
        this.retention = new Retention(rules, runs);
        this.sendRules = sendRules;
        this.proof = new Proof(verifier, audits, audit);
        this.access = access;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** The pack; that it was taken is noted. */
    public byte[] take() {
        access.require(EXPORT);
        var target = new ByteArrayOutputStream();
        try {
            write(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transactions.run(() -> proof.audit.record(
                new Audit.Entry("privacy.evidence-taken", "core:evidence", "evidence", null, Map.of(), null)));
        return target.toByteArray();
    }

    private void write(OutputStream target) throws IOException {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", "kithwork-evidence/1");
        manifest.put("writtenAt", clock.instant());
        var sums = new LinkedHashMap<String, String>();
        try (var zip = new ZipOutputStream(target)) {
            for (var file : files().entrySet()) {
                sums.put(
                        file.getKey(), write(zip, file.getKey(), file.getValue().get()));
            }
            manifest.put("sha256", sums);
            write(zip, "manifest.json", manifest);
        }
    }

    private Map<String, Supplier<Object>> files() {
        var files = new LinkedHashMap<String, Supplier<Object>>();
        files.put("cases.json", store::cases);
        files.put("holds.json", store::holds);
        files.put("consents.json", store::consents);
        files.put("erasures.json", store::erasures);
        files.put("retention-rules.json", () -> retention.rules.list(Locale.ENGLISH));
        files.put("retention-runs.json", this::runs);
        files.put("roles.json", store::rights);
        files.put("holders.json", store::holders);
        files.put("modules.json", store::modules);
        files.put("send-rules.json", sendRules::get);
        files.put("data.json", measures::data);
        files.put("security.json", measures::security);
        files.put("audit.json", this::chain);
        return files;
    }

    /** The latest runs, without the customers whom a trial names as examples. */
    private Object runs() {
        return retention.runs.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(RetentionRun::withoutNames)
                .toList();
    }

    private Object chain() {
        var result = proof.verifier.verify();
        var found = new LinkedHashMap<String, Object>();
        found.put("checked", result.checked());
        found.put("sound", result.isSound());
        found.put("faults", result.faults());
        transactions.call(proof.audits::head).ifPresent(head -> {
            found.put("headSeq", head.seq);
            found.put("headHash", head.hash);
        });
        return found;
    }

    private String write(ZipOutputStream zip, String name, Object content) throws IOException {
        var bytes = json.write(content).getBytes(StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
