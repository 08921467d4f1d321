package org.kithwork.funnel.internal.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.permission.StoreId;

/**
 * A first interest of somebody.
 *
 * @param customerId {@code null} after an erasure alone
 * @param title {@code null} after an erasure
 * @param owner who looks after it; {@code null} while it is nobody's
 * @param assignment how it came to its owner
 * @param rejection why nothing comes of it; kept when it is worked again
 * @param stateSince since when it has been in its state
 * @param opportunityId what it has become
 */
public record Lead(
        LeadId id,
        long version,
        @Nullable CustomerId customerId,
        @Nullable String title,
        @Nullable String source,
        @Nullable String campaignId,
        @Nullable StoreId storeId,
        @Nullable ActorName owner,
        @Nullable Assignment assignment,
        LeadState state,
        @Nullable Rejection rejection,
        Instant openedAt,
        Instant stateSince,
        @Nullable OpportunityId opportunityId) {

    /**
     * How a lead came to its owner.
     *
     * @param by who gave it, or who brought it in where a rule did
     * @param rule the rule that gave it, as it was called then
     */
    public record Assignment(
            Instant at, ActorName by, @Nullable String rule) {

        private Assignment named(ActorName name) {
            return new Assignment(at, name, rule);
        }
    }

    /** The same as it is kept. */
    public Lead kept(long current) {
        return with(current, owner, assignment, state, rejection, stateSince, opportunityId);
    }

    /** The same with another owner. */
    Lead of(ActorName other, Assignment how) {
        return with(version, other, how, state, rejection, stateSince, opportunityId);
    }

    /** The same in another state. */
    Lead in(LeadState other, @Nullable Rejection why, Instant at) {
        return with(version, owner, assignment, other, why == null ? rejection : why, at, opportunityId);
    }

    /** The same, which has become an opportunity. */
    Lead converted(OpportunityId made, Instant at) {
        return with(version, owner, assignment, LeadState.CONVERTED, rejection, at, made);
    }

    /** What one sees of it, people by their names of today. */
    Lead named(@Nullable ActorName namedOwner, @Nullable ActorName namedGiver) {
        return with(
                version,
                namedOwner,
                assignment == null || namedGiver == null ? assignment : assignment.named(namedGiver),
                state,
                rejection,
                stateSince,
                opportunityId);
    }

    /** The same with other words. */
    Lead said(
            @Nullable String newTitle,
            @Nullable String newSource,
            @Nullable String newCampaign,
            @Nullable StoreId newStore) {
        return new Lead(
                id,
                version,
                customerId,
                newTitle,
                newSource,
                newCampaign,
                newStore,
                owner,
                assignment,
                state,
                rejection,
                openedAt,
                stateSince,
                opportunityId);
    }

    private Lead with(
            long newVersion,
            @Nullable ActorName newOwner,
            @Nullable Assignment newAssignment,
            LeadState newState,
            @Nullable Rejection newRejection,
            Instant newSince,
            @Nullable OpportunityId newOpportunity) {
        return new Lead(
                id,
                newVersion,
                customerId,
                title,
                source,
                campaignId,
                storeId,
                newOwner,
                newAssignment,
                newState,
                newRejection,
                openedAt,
                newSince,
                newOpportunity);
    }
}
