package org.kithwork.core.internal.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.Tombstones;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.json.Json;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Certificates of erasures: made of what the system remembers, sealed, and known again by the seal. */
@Component(service = Certificates.class)
public final class Certificates {

    private static final String FIELD = "erasure-certificate";

    private final OperationStore operations;
    private final StepStore steps;
    private final AuditStore audits;
    private final CaseStore cases;
    private final Tombstones tombstones;
    private final AccessControl access;
    private final Transactions transactions;
    private final Json json;
    private final BlindIndex index;

    @Activate
    public Certificates(
            @Reference OperationStore operations,
            @Reference StepStore steps,
            @Reference AuditStore audits,
            @Reference CaseStore cases,
            @Reference Tombstones tombstones,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Json json,
            @Reference Keys keys) {
        this.operations = operations;
        this.steps = steps;
        this.audits = audits;
        this.cases = cases;
        this.tombstones = tombstones;
        this.access = access;
        this.transactions = transactions;
        this.json = json;
        this.index = new BlindIndex(keys.ring());
    }

    /** Whether a certificate is as it was issued here. */
    public record Verdict(String id, boolean genuine) {}

    /** The certificate of an erasure that every module has done. */
    public Certificate of(String operationId) {
        access.require(PrivacyPermissions.VIEW);
        var bare = transactions.call(() -> operations
                .find(operationId)
                .filter(operation -> operation.kind.isErasure())
                .map(this::certificate)
                .orElseThrow(() -> Problem.notFound("certificate")));
        return bare.with(index.of(DataClass.AUDIT, FIELD, bare.sealed()));
    }

    private Certificate certificate(OperationEntity operation) {
        var entry = audits.linked("customer.erased", operation.customerId, operation.id);
        if (operation.state != Operation.State.DONE || entry.isEmpty()) {
            throw Problem.conflict(message("erasure-unfinished"));
        }
        var chain = entry.get();
        var found = cases.ofOperation(operation.id);
        return new Certificate(
                Certificate.FORMAT,
                operation.id,
                operation.kind.name(),
                found.map(row -> row.id).orElse(null),
                found.map(row -> row.receivedAt).orElse(null),
                operation.createdAt,
                operation.finishedAt,
                tombstones.of(operation.customer()),
                steps.done(operation.id).stream()
                        .map(step -> new Certificate.Part(step.participant, step.doneAt))
                        .toList(),
                new Certificate.AuditEntry(chain.auditId, chain.seq, chain.hash),
                "");
    }

    /** As {@link #verify}, of a certificate as a JSON text. */
    public Verdict verifyText(String text) {
        access.require(PrivacyPermissions.VIEW);
        Certificate certificate;
        try {
            certificate = json.read(text, Certificate.class);
        } catch (RuntimeException e) {
            throw unreadable();
        }
        return verify(certificate);
    }

    /** A sentence of this area. */
    public static Message message(String code) {
        return Message.of(Certificates.class, code);
    }

    private static Problem unreadable() {
        return Problem.invalid("", message("certificate-unreadable"));
    }

    /** Tells a certificate that was issued here and not changed from every other. */
    public Verdict verify(@Nullable Certificate certificate) {
        access.require(PrivacyPermissions.VIEW);
        if (certificate == null
                || certificate.id() == null
                || certificate.seal() == null
                || certificate.audit() == null) {
            throw unreadable();
        }
        var seal = certificate.seal().getBytes(StandardCharsets.UTF_8);
        var genuine = index.candidates(DataClass.AUDIT, FIELD, certificate.sealed()).stream()
                .anyMatch(candidate -> MessageDigest.isEqual(candidate.getBytes(StandardCharsets.UTF_8), seal));
        return new Verdict(certificate.id(), genuine);
    }
}
