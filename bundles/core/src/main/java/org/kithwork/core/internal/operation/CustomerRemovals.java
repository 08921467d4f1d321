package org.kithwork.core.internal.operation;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.customer.CustomerEvents;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Removes customers who came in by mistake, as if they had been erased, and only those on whom nobody's work hangs. They
 * leave no tombstone: nobody asked to be forgotten, and the same person may come again.
 */
@Component(service = CustomerRemovals.class)
public final class CustomerRemovals {

    private static final String CORE = "core";

    private final Participants participants;
    private final CustomerAlias alias;
    private final PersonRecords records;
    private final Callers callers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public CustomerRemovals(
            @Reference Participants participants,
            @Reference CustomerAlias alias,
            @Reference PersonRecords records,
            @Reference Callers callers,
            @Reference Journal journal,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.participants = participants;
        this.alias = alias;
        this.records = records;
        this.callers = callers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Removes the customer, whose row is locked, in the current transaction.
     *
     * @return why not: a module that is away, or one in which the customer is used; empty when it is gone
     */
    public Optional<Message> remove(CustomerId customer) {
        for (var name : participants.known()) {
            if (participants.find(name).isEmpty()) {
                return Optional.of(Message.of(CustomerRemovals.class, "module-away", name));
            }
        }
        for (var participant : participants.here()) {
            if (!participant.name().equals(CORE) && as(participant, () -> participant.isUsed(customer))) {
                return Optional.of(Message.of(CustomerRemovals.class, "customer-used", participant.name()));
            }
        }
        records.requireErasable(Set.of(customer));
        alias.fence(customer);
        var erasure = new CustomerErasure(ids.next(), customer, ErasureMode.ERASE, "removed", "");
        for (var participant : participants.here()) {
            as(participant, () -> {
                participant.erase(erasure);
                return true;
            });
        }
        journal.record(CustomerEvents.ERASED, customer, customer.value(), clock.instant(), Map.of());
        return Optional.empty();
    }

    private boolean as(CustomerDataParticipant participant, BooleanSupplier work) {
        return callers.as(Actor.module(participant.name()), work::getAsBoolean);
    }
}
