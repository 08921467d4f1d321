package org.kithwork.core.internal.operation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds data on customers: the participants that are here, and those that ever were. */
@Component(service = Participants.class)
public final class Participants {

    private final OperationStore store;

    @Reference
    volatile List<CustomerDataParticipant> participants = List.of();

    @Activate
    public Participants(@Reference OperationStore store) {
        this.store = store;
    }

    /** The participants that are here at the moment. */
    List<CustomerDataParticipant> here() {
        return participants;
    }

    /** Their names. */
    Set<String> namesHere() {
        return participants.stream().map(CustomerDataParticipant::name).collect(Collectors.toSet());
    }

    Optional<CustomerDataParticipant> find(String name) {
        return participants.stream()
                .filter(participant -> participant.name().equals(name))
                .findFirst();
    }

    /** The names of all that are here or ever were; in the current transaction. */
    public Set<String> known() {
        var names = new TreeSet<>(store.participants());
        names.addAll(namesHere());
        return names;
    }

    /** The names of those that were here and are not at the moment; in the current transaction. */
    public Set<String> away() {
        var names = known();
        names.removeAll(namesHere());
        return names;
    }
}
