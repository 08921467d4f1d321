package org.kithwork.funnel.internal.opportunity;

import java.util.stream.Stream;
import org.kithwork.funnel.internal.pipeline.Requirement;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Sees to it that an opportunity has what its stage asks for, whichever way it came there. */
final class Requirements {

    private Requirements() {}

    /** Refuses with {@code fields-missing}, naming each, where something is not there. What is won has a customer in any case. */
    static void check(Opportunity opportunity, Stage stage) {
        var missing = Stream.of(Requirement.values())
                .filter(one -> stage.required().contains(one)
                        || (one == Requirement.CUSTOMER && stage.kind().isWon()))
                .filter(one -> !opportunity.has(one))
                .map(one -> new Fault("/" + one.member(), Message.of(Problem.class, "required")))
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.conflict(OpportunityReader.message("fields-missing")).with(missing);
        }
    }
}
