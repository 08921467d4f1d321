package org.kithwork.archives.internal;

import java.util.List;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;

/** What was said with customers and of them, or is to be, is sealed, with the files they handed in, and so is the digest by which an interaction is known again. */
@Component
public final class ArchivesColumns implements SealedColumns {

    private static final String INTERACTIONS = "archives_interaction";
    private static final String FOLLOW_UPS = "archives_follow_up";

    @Override
    public List<SealedColumn> columns() {
        return List.of(
                of(INTERACTIONS, "topic_cipher", "topic"),
                of(INTERACTIONS, "body_cipher", "body"),
                of(INTERACTIONS, "outcome_cipher", "outcome"),
                of(INTERACTIONS, "rating_cipher", "rating"),
                of(INTERACTIONS, "fingerprint_cipher", "fingerprint"),
                of(FOLLOW_UPS, "subject_cipher", "subject"),
                of(FOLLOW_UPS, "note_cipher", "note"),
                of("archives_review", "text_cipher", "text"),
                of("archives_attachment", "name_cipher", "name"),
                of("archives_attachment_part", "content_cipher", "content"),
                new SealedColumn("archives_preference", "content_cipher", "id", "content"),
                new SealedColumn("archives_need", "text_cipher", "id", "text"),
                new SealedColumn("archives_need", "outcome_cipher", "id", "outcome"),
                new SealedColumn("archives_term", "text_cipher", "id", "text"),
                of("archives_signal", "note_cipher", "note"));
    }

    private static SealedColumn of(String table, String column, String field) {
        return new SealedColumn(table, column, "id", field);
    }
}
