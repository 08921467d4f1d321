package org.kithwork.core.internal.exporting.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.exporting.ExportState;

/** A row of {@code core_export}. Changed under its row lock. */
@NullUnmarked
@Entity
@Table(name = "core_export")
public class ExportEntity {

    @Id
    public String id;

    /** The user behind the actor; {@code null} for modules. */
    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "actor_name")
    public String actorName;

    /** The node whose data directory holds the file. */
    public String node;

    @Enumerated(EnumType.STRING)
    public ExportState state = ExportState.RUNNING;

    /** Format, columns, purpose and what was asked for. */
    @Lob
    @Column(name = "request_cipher")
    public String requestCipher;

    @Column(name = "row_count")
    public long rows;

    @Column(name = "file_size")
    public Long size;

    public int downloads;

    @Column(name = "job_id")
    public String jobId;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "ready_at")
    public Instant readyAt;

    @Column(name = "expires_at")
    public Instant expiresAt;
}
