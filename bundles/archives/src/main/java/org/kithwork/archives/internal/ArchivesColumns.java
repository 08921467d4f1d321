package org.kithwork.archives.internal;

import java.util.List;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;

/** What was said with customers and of them is sealed, and so is the digest by which an interaction is known again. */
@Component
public final class ArchivesColumns implements SealedColumns {

    private static final String TABLE = "archives_interaction";

    @Override
    public List<SealedColumn> columns() {
        return List.of(
                of("topic_cipher", "topic"),
                of("body_cipher", "body"),
                of("outcome_cipher", "outcome"),
                of("fingerprint_cipher", "fingerprint"),
                new SealedColumn("archives_preference", "content_cipher", "id", "content"),
                new SealedColumn("archives_need", "text_cipher", "id", "text"),
                new SealedColumn("archives_need", "outcome_cipher", "id", "outcome"),
                new SealedColumn("archives_term", "text_cipher", "id", "text"));
    }

    private static SealedColumn of(String column, String field) {
        return new SealedColumn(TABLE, column, "id", field);
    }
}
