package org.kithwork.core.internal.interaction;

import java.util.List;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.InteractionLog;
import org.kithwork.interaction.spi.InteractionKeeper;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the module that is here record interactions. */
@Component(service = InteractionLog.class)
public final class Keepers implements InteractionLog {

    private final AccessControl access;

    @Reference
    volatile List<InteractionKeeper> keepers = List.of();

    @Activate
    public Keepers(@Reference AccessControl access) {
        this.access = access;
    }

    @Override
    public boolean isOpen() {
        access.actor();
        return keepers.stream().findFirst().filter(InteractionKeeper::isOpen).isPresent();
    }

    @Override
    public String record(InteractionEntry entry) {
        access.actor();
        return keepers.stream()
                .findFirst()
                .orElseThrow(() ->
                        Problem.of(ProblemKind.UNAVAILABLE, Message.of(Keepers.class, "nobody-keeps-interactions")))
                .record(entry);
    }
}
