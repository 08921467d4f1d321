package org.kithwork.core.internal.duplicate.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.duplicate.DuplicateMethod;
import org.kithwork.core.internal.duplicate.DuplicateState;

/** A row of {@code core_duplicate_pair}: two customers that may be the same, and what was said of them. */
@NullUnmarked
@Entity
@Table(name = "core_duplicate_pair")
public class PairEntity {

    /** Both ids, the smaller first. */
    @Id
    @Column(name = "pair_key")
    public String pairKey;

    public String id;

    @Column(name = "customer_a")
    public String customerA;

    @Column(name = "customer_b")
    public String customerB;

    @Enumerated(EnumType.STRING)
    public DuplicateState state = DuplicateState.OPEN;

    @Enumerated(EnumType.STRING)
    @Column(name = "weights")
    public DuplicateMethod method = DuplicateMethod.DEFAULT;

    public int score;

    /** The names of the rules that hold, parted by spaces. */
    public String rules;

    /** What is missing to the full score, and the id: the best pair comes first. */
    @Column(name = "sort_key")
    public String sortKey;

    /** The search that has found it last. */
    @Column(name = "search_id")
    public String searchId;

    @Column(name = "found_at")
    public Instant foundAt;

    @Column(name = "decided_at")
    public Instant decidedAt;

    @Column(name = "decided_by")
    public String decidedBy;

    @Column(name = "decided_by_name")
    public String decidedByName;
}
