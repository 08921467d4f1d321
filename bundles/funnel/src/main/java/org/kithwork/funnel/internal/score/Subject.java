package org.kithwork.funnel.internal.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/** What rules look at: an opportunity, or anything else that comes up with a source and goes on by steps. */
public interface Subject {

    @Nullable
    CustomerId customerId();

    @Nullable
    String source();

    @Nullable
    Money amount();

    /** Whether the amount is hidden from whoever looks, so that nothing is concluded from it for him. */
    boolean hidesAmount();

    /** How likely it comes to something, in per cent; {@code null} where nothing is said of that. */
    @Nullable
    Integer probability();

    /** Whether it stands in this stage or in a later one of its way. */
    boolean hasComeTo(StageId stage);

    Instant openedAt();

    /** When it took its last step. */
    Instant movedAt();
}
