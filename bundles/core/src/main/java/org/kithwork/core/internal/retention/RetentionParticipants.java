package org.kithwork.core.internal.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds records that are kept for a time, asked as the module that holds them. */
@Component(service = RetentionParticipants.class)
public final class RetentionParticipants {

    private final Callers callers;
    private final Participants holders;

    @Reference
    volatile List<RetentionParticipant> participants = List.of();

    @Activate
    public RetentionParticipants(@Reference Callers callers, @Reference Participants holders) {
        this.callers = callers;
        this.holders = holders;
    }

    /** The kinds of all that are here. */
    public List<RetentionKind> kinds() {
        var kinds = new ArrayList<RetentionKind>();
        participants.forEach(participant -> kinds.addAll(as(participant, participant::kinds)));
        return kinds;
    }

    Optional<RetentionDue> due(RetentionRequest request) {
        return of(request.kind()).map(participant -> as(participant, () -> participant.due(request)));
    }

    Optional<RetentionBatch> remove(RetentionRequest request, String after, int limit) {
        return of(request.kind())
                .map(participant ->
                        as(participant, () -> participant.remove(request, after.isEmpty() ? null : after, limit)));
    }

    /** The last time that each of these customers did something anywhere. */
    Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        var last = new HashMap<CustomerId, Instant>();
        for (var participant : participants) {
            as(participant, () -> participant.lastActivity(customers))
                    .forEach((customer, at) -> last.merge(customer, at, (a, b) -> a.isAfter(b) ? a : b));
        }
        return last;
    }

    /** The modules that hold data on customers, and of which nobody can tell at the moment what customers did there. */
    Set<String> silent() {
        var silent = new HashSet<>(holders.known());
        participants.forEach(participant -> silent.remove(participant.module()));
        return silent;
    }

    private Optional<RetentionParticipant> of(String kind) {
        return participants.stream()
                .filter(participant -> kind.startsWith(participant.module() + "."))
                .findFirst();
    }

    private <T> T as(RetentionParticipant participant, Supplier<T> body) {
        return callers.as(Actor.module(participant.module()), body);
    }
}
