package org.kithwork.core.internal.job.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/**
 * A row of {@code core_job_state}: where to go on. Apart from the job, since it is written inside the job's own
 * transactions, for which those who look at jobs must not wait.
 */
@NullUnmarked
@Entity
@Table(name = "core_job_state")
public class JobStateEntity {

    @Id
    public String id;

    @Column(name = "run_no")
    public long runNo;

    @Lob
    @Column(name = "state_cipher")
    public String stateCipher;
}
