package org.kithwork.core.internal.privacy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.privacy.PrivacyCase.Content;
import org.kithwork.core.internal.privacy.store.CaseEntity;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cases as they are shown, and their words as they are stored. */
@Component(service = CaseViews.class)
public final class CaseViews {

    private static final String TABLE = "core_privacy_case";
    private static final String COLUMN = "content_cipher";
    private static final String PREVIEW = "preview_cipher";

    private final PrivacyCipher cipher;
    private final Json json;
    private final Deadlines deadlines;

    @Activate
    public CaseViews(@Reference PrivacyCipher cipher, @Reference Json json, @Reference Deadlines deadlines) {
        this.cipher = cipher;
        this.json = json;
        this.deadlines = deadlines;
    }

    void write(CaseEntity row, Content content) {
        row.contentCipher = cipher.seal(TABLE, COLUMN, row.id, json.write(content));
    }

    @Nullable
    Content content(CaseEntity row) {
        var text = cipher.open(TABLE, COLUMN, row.id, row.contentCipher);
        return text == null ? null : json.read(text, Content.class);
    }

    void write(CaseEntity row, CasePreview preview) {
        row.previewCipher = cipher.seal(TABLE, PREVIEW, row.id, json.write(preview));
    }

    @Nullable
    CasePreview preview(CaseEntity row) {
        var text = cipher.open(TABLE, PREVIEW, row.id, row.previewCipher);
        return text == null ? null : json.read(text, CasePreview.class);
    }

    /** Without what was said. */
    PrivacyCase summary(CaseEntity row) {
        return view(row, null, null);
    }

    PrivacyCase view(CaseEntity row) {
        return view(row, content(row), row.state == PrivacyCase.State.PREVIEWED ? preview(row) : null);
    }

    private PrivacyCase view(CaseEntity row, @Nullable Content content, @Nullable CasePreview preview) {
        var due = LocalDate.parse(row.dueDay);
        var left = deadlines.daysLeft(due);
        return new PrivacyCase(
                row.id,
                row.kind,
                row.state,
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.channel,
                row.requester,
                content,
                row.receivedAt,
                due,
                row.open ? left : null,
                row.open && left < 0,
                row.extended,
                row.checkedAt,
                row.previewedAt,
                preview,
                row.operationId,
                row.closedAt,
                row.createdAt,
                new ActorName(row.createdBy, row.createdName),
                row.version);
    }
}
