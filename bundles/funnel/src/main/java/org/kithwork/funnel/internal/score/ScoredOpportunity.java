package org.kithwork.funnel.internal.score;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/** An opportunity as rules look at it. */
record ScoredOpportunity(Opportunity one, Pipeline pipeline, boolean hidesAmount) implements Subject {

    @Override
    public @Nullable CustomerId customerId() {
        return one.customerId();
    }

    @Override
    public @Nullable String source() {
        return one.source();
    }

    @Override
    public @Nullable Money amount() {
        return one.amount();
    }

    @Override
    public @Nullable Integer probability() {
        return pipeline.find(one.stageId()).map(one::probabilityIn).orElse(null);
    }

    @Override
    public boolean hasComeTo(StageId stage) {
        var asked = distance(stage);
        return asked.isPresent()
                && distance(one.stageId()).filter(now -> now >= asked.get()).isPresent();
    }

    private Optional<Integer> distance(StageId stage) {
        return pipeline.find(stage).flatMap(pipeline::distance);
    }

    @Override
    public Instant openedAt() {
        return one.openedAt();
    }

    @Override
    public Instant movedAt() {
        return one.enteredAt();
    }
}
