package org.kithwork.funnel.internal.opportunity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Requirement;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;
import org.kithwork.permission.StoreId;

/**
 * Something that may be sold.
 *
 * @param customerId {@code null} while nobody is named, which is possible as long as it is open, and after an erasure
 * @param status follows from the kind of the stage
 * @param title {@code null} after an erasure
 * @param amount {@code null} where nobody has said it or it is hidden from whoever looks; the sum of the products where there are any
 * @param closeOn when the decision is expected
 * @param probability in per cent, as somebody has estimated it; {@code null} where that of the stage holds
 * @param collaborators who work on it beside the owner, and see it
 * @param lostReason the key of a reason; kept when it is opened again
 * @param openedAt when it came up, from which its cycle counts
 * @param enteredAt since when it has been in its stage
 * @param wonAt when it was won, as long as it is
 * @param stageSince since when it would have been in its stage without a break: when it entered, less what it was there before
 */
public record Opportunity(
        OpportunityId id,
        long version,
        @Nullable CustomerId customerId,
        PipelineId pipelineId,
        StageId stageId,
        Status status,
        @Nullable String title,
        @Nullable Money amount,
        @Nullable LocalDate closeOn,
        @Nullable Integer probability,
        ForecastCategory forecast,
        @Nullable String source,
        @Nullable String campaignId,
        List<ProductLine> products,
        ActorName owner,
        List<ActorName> collaborators,
        @Nullable StoreId storeId,
        @Nullable String lostReason,
        @Nullable String competitor,
        Instant openedAt,
        Instant enteredAt,
        @Nullable Instant wonAt,
        @Nullable Instant lostAt,
        Instant stageSince) {

    private static final int SURE = 100;

    public Opportunity {
        products = List.copyOf(products);
        collaborators = List.copyOf(collaborators);
    }

    /** How likely it is won, in per cent: what is won is sure and what is lost never, whatever anybody estimated before. */
    public int probabilityIn(Stage stage) {
        return probability(status, probability, stage);
    }

    /** The same for what a sum is made of. */
    static int probability(Status status, @Nullable Integer estimated, Stage stage) {
        return switch (status) {
            case WON -> SURE;
            case LOST -> 0;
            case OPEN -> estimated == null ? stage.probability() : estimated;
        };
    }

    /** Whether it has what a stage asks for. */
    public boolean has(Requirement requirement) {
        return switch (requirement) {
            case CUSTOMER -> customerId != null;
            case AMOUNT -> amount != null;
            case CLOSE_DATE -> closeOn != null;
            case SOURCE -> source != null;
            case PRODUCTS -> !products.isEmpty();
        };
    }

    /** The same with these products, at least one, and what they come to. */
    Opportunity of(List<ProductLine> others) {
        return new Opportunity(
                id,
                version,
                customerId,
                pipelineId,
                stageId,
                status,
                title,
                others.stream().map(ProductLine::net).reduce(Money::plus).orElseThrow(),
                closeOn,
                probability,
                forecast,
                source,
                campaignId,
                others,
                owner,
                collaborators,
                storeId,
                lostReason,
                competitor,
                openedAt,
                enteredAt,
                wonAt,
                lostAt,
                stageSince);
    }

    /** The same as it is kept, with what follows from its steps. */
    public Opportunity kept(long current, Instant since) {
        return with(
                current,
                stageId,
                pipelineId,
                status,
                probability,
                lostReason,
                competitor,
                enteredAt,
                wonAt,
                lostAt,
                since);
    }

    /**
     * The same in another stage. An estimate holds until it is decided; why it was lost stays known, when it was lost does not.
     *
     * @param reason why it is lost, where it is
     */
    Opportunity in(
            PipelineId pipeline, Stage stage, Instant at, @Nullable String reason, @Nullable String otherCompetitor) {
        var now = Status.of(stage.kind());
        var decided = now != Status.OPEN;
        return with(
                version,
                stage.id(),
                pipeline,
                now,
                decided || now != status ? null : probability,
                reason == null ? lostReason : reason,
                otherCompetitor == null ? competitor : otherCompetitor,
                at,
                now != Status.WON ? null : status == Status.WON ? wonAt : at,
                now == Status.LOST ? at : null,
                at);
    }

    private Opportunity with(
            long newVersion,
            StageId newStage,
            PipelineId newPipeline,
            Status newStatus,
            @Nullable Integer newProbability,
            @Nullable String newReason,
            @Nullable String newCompetitor,
            Instant newEntered,
            @Nullable Instant newWon,
            @Nullable Instant newLost,
            Instant newSince) {
        return new Opportunity(
                id,
                newVersion,
                customerId,
                newPipeline,
                newStage,
                newStatus,
                title,
                amount,
                closeOn,
                newProbability,
                forecast,
                source,
                campaignId,
                products,
                owner,
                collaborators,
                storeId,
                newReason,
                newCompetitor,
                openedAt,
                newEntered,
                newWon,
                newLost,
                newSince);
    }

    /** The same as whoever looks may see it, with the names of those who work on it. */
    Opportunity shown(boolean showsAmount, ActorName namedOwner, List<ActorName> namedCollaborators) {
        return new Opportunity(
                id,
                version,
                customerId,
                pipelineId,
                stageId,
                status,
                title,
                showsAmount ? amount : null,
                closeOn,
                probability,
                forecast,
                source,
                campaignId,
                showsAmount ? products : List.of(),
                namedOwner,
                namedCollaborators,
                storeId,
                lostReason,
                competitor,
                openedAt,
                enteredAt,
                wonAt,
                lostAt,
                stageSince);
    }
}
