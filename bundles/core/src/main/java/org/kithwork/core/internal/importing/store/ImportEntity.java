package org.kithwork.core.internal.importing.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.importing.ImportState;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;

/** A row of {@code core_import}. Changed under its row lock; the counts are written by its job alone. */
@NullUnmarked
@Entity
@Table(name = "core_import")
public class ImportEntity {

    @Id
    public String id;

    public String kind;

    public String source;

    /** The user behind the actor; {@code null} for modules. */
    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "actor_name")
    public String actorName;

    /** The node whose data directory holds the upload. */
    public String node;

    @Column(name = "file_name")
    public String fileName;

    @Column(name = "file_size")
    public long size;

    @Enumerated(EnumType.STRING)
    public ImportState state = ImportState.UPLOADED;

    @Column(name = "dry_run")
    public boolean dryRun;

    public String encoding;

    public String separator;

    /** The bytes before the first row. */
    @Column(name = "start_offset")
    public int startOffset;

    /** Header, sample, mapping: what may hold data of people; {@code null} once expired. */
    @Lob
    @Column(name = "layout_cipher")
    public String layoutCipher;

    @Column(name = "key_field")
    public String keyField;

    @Enumerated(EnumType.STRING)
    @Column(name = "on_duplicate")
    public OnDuplicate onDuplicate = OnDuplicate.FILL;

    public String zone;

    @Column(name = "phone_region")
    public String phoneRegion;

    public long total;

    public long done;

    public long created;

    public long updated;

    public long unchanged;

    public long skipped;

    public long review;

    public long errors;

    /** Of the rows that created something: those of which it is gone again. */
    public long removed;

    /** Of the rows that created something: those of which it was to go and stayed. */
    public long stayed;

    @Column(name = "job_id")
    public String jobId;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "finished_at")
    public Instant finishedAt;

    public long version;
}
