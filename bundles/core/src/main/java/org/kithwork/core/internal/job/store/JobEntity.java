package org.kithwork.core.internal.job.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.core.internal.job.Wanted;

/** A row of {@code core_job}. Its state changes under its row lock; its progress is written without. */
@NullUnmarked
@Entity
@Table(name = "core_job")
public class JobEntity {

    @Id
    public String id;

    public String kind;

    public String title;

    public String module;

    public String link;

    /** The user behind the actor; {@code null} for modules. */
    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "actor_kind")
    public String actorKind;

    @Column(name = "actor_id")
    public String actorId;

    @Column(name = "actor_name")
    public String actorName;

    @Enumerated(EnumType.STRING)
    public JobState state = JobState.QUEUED;

    @Enumerated(EnumType.STRING)
    public Wanted wanted = Wanted.RUN;

    /** How often it was begun; a run of an earlier number has lost the job. */
    @Column(name = "run_no")
    public long runNo;

    /** Failures in a row that were put down to circumstances. */
    public int attempts;

    @Column(name = "data_cipher")
    public String dataCipher;

    public long done;

    public long total;

    /** A second, of late. */
    public double rate;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;

    @Lob
    @Column(name = "problems_cipher")
    public String problemsCipher;
}
