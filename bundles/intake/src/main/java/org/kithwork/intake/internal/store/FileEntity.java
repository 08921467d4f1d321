package org.kithwork.intake.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.intake.internal.feed.FeedFile;

/** A row of {@code intake_feed_file}. */
@NullUnmarked
@Entity
@Table(name = "intake_feed_file")
class FileEntity {

    @Id
    String id;

    @Column(name = "feed_id")
    String feedId;

    String name;

    @Enumerated(EnumType.STRING)
    FeedFile.State state;

    @Column(name = "import_id")
    String importId;

    String problem;

    long created;

    long updated;

    long unchanged;

    long refused;

    int attempts;

    @Column(name = "next_at")
    Instant nextAt;

    @Column(name = "taken_at")
    Instant takenAt;

    @Column(name = "ended_at")
    Instant endedAt;
}
