package org.kithwork.core.internal.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.privacy.store.CaseEntity;
import org.kithwork.core.internal.privacy.store.HoldEntity;
import org.kithwork.customer.spi.ExportWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Cases and holds in the copy that a person gets: his own words and what was decided on them. How he was made sure of,
 * who asked in his place and who of the staff did what is not his to take.
 */
@Component(service = PersonCopy.class)
public final class PersonCopy {

    private final CaseViews views;
    private final PrivacyCipher cipher;

    @Activate
    public PersonCopy(@Reference CaseViews views, @Reference PrivacyCipher cipher) {
        this.views = views;
        this.cipher = cipher;
    }

    /** A case as the person reads it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CopiedCase(
            PrivacyCase.Kind kind,
            PrivacyCase.State state,
            PrivacyCase.Channel channel,
            PrivacyCase.Requester requester,
            @Nullable String request,
            Instant receivedAt,
            String dueOn,
            @Nullable String extension,
            @Nullable Instant checkedAt,
            @Nullable String outcome,
            @Nullable String appeal,
            @Nullable Instant closedAt) {}

    /** A legal hold as the person reads it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CopiedHold(
            Instant setAt,
            String until,
            @Nullable String reason,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason) {}

    void write(List<CaseEntity> cases, List<HoldEntity> holds, ExportWriter out) {
        cases.forEach(row -> out.record("privacy-cases", copied(row)));
        holds.forEach(row -> out.record("legal-holds", copied(row)));
    }

    private CopiedCase copied(CaseEntity row) {
        var content = views.content(row);
        return new CopiedCase(
                row.kind,
                row.state,
                row.channel,
                row.requester,
                content == null ? null : content.request(),
                row.receivedAt,
                row.dueDay,
                content == null ? null : content.extension(),
                row.checkedAt,
                content == null ? null : content.outcome(),
                content == null ? null : content.appeal(),
                row.closedAt);
    }

    private CopiedHold copied(HoldEntity row) {
        return new CopiedHold(
                row.createdAt,
                row.untilDay,
                cipher.open(LegalHolds.TABLE, "reason_cipher", row.id, row.reasonCipher),
                row.releasedAt,
                cipher.open(LegalHolds.TABLE, "release_cipher", row.id, row.releaseCipher));
    }
}
