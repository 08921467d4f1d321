package org.kithwork.intake.internal;

import java.util.List;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;

/** What was typed is sealed, and so are the secrets of links and of webhooks. */
@Component
public final class IntakeColumns implements SealedColumns {

    @Override
    public List<SealedColumn> columns() {
        return List.of(
                new SealedColumn(SubmissionStore.TABLE, "answers_cipher", "id", "answers"),
                new SealedColumn(SubmissionStore.TABLE, "link_cipher", "id", "link"),
                SealedColumn.of(WebhookStore.TABLE, "secret_cipher"));
    }
}
