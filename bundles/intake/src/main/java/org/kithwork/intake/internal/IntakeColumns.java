package org.kithwork.intake.internal;

import java.util.List;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;

/** What was typed and sent in is sealed, and so are the secrets of links, webhooks and feeds. */
@Component
public final class IntakeColumns implements SealedColumns {

    @Override
    public List<SealedColumn> columns() {
        return List.of(
                new SealedColumn(SubmissionStore.TABLE, "answers_cipher", "id", "answers"),
                new SealedColumn(SubmissionStore.TABLE, "link_cipher", "id", "link"),
                SealedColumn.of(WebhookStore.TABLE, "secret_cipher"),
                SealedColumn.of(FeedStore.TABLE, "secret_cipher"),
                SealedColumn.of(MessageStore.TABLE, "body_cipher"),
                SealedColumn.of(MessageStore.TABLE, "faults_cipher"));
    }
}
