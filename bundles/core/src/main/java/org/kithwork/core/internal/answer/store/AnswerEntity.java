package org.kithwork.core.internal.answer.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What is known of one idempotency key; neither the key nor the request can be read from it. */
@Entity
@Table(name = "core_answer")
public class AnswerEntity {

    /** The blind index of caller and key. */
    @Id
    @Column(name = "id")
    public String id;

    /** The blind index of the request. */
    @Column(name = "print")
    public String print;

    /** Names the request that holds the key; whoever takes it over puts another one here. */
    @Column(name = "claim")
    public String claim;

    @Column(name = "claimed_at")
    public Instant claimedAt;

    /** Whether the request changed something; set in the transaction of the change. */
    @Column(name = "effect")
    public boolean effect;

    /** The answer, encrypted. */
    @Lob
    @Column(name = "answer")
    public byte @Nullable [] answer;

    @Column(name = "expires_at")
    public Instant expiresAt;
}
