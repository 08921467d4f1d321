package org.kithwork.core.internal.interaction;

import java.util.List;
import org.kithwork.interaction.FollowUpEntry;
import org.kithwork.interaction.FollowUpPlanner;
import org.kithwork.interaction.spi.FollowUpKeeper;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the module that is here plan follow-ups. */
@Component(service = FollowUpPlanner.class)
public final class Planners implements FollowUpPlanner {

    private final AccessControl access;

    @Reference
    volatile List<FollowUpKeeper> keepers = List.of();

    @Activate
    public Planners(@Reference AccessControl access) {
        this.access = access;
    }

    @Override
    public boolean isOpen() {
        access.actor();
        return keepers.stream().findFirst().filter(FollowUpKeeper::isOpen).isPresent();
    }

    @Override
    public String plan(FollowUpEntry entry) {
        access.actor();
        return keepers.stream()
                .findFirst()
                .orElseThrow(
                        () -> Problem.of(ProblemKind.UNAVAILABLE, Message.of(Keepers.class, "nobody-keeps-follow-ups")))
                .plan(entry);
    }
}
