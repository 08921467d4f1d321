package org.kithwork.core.internal.operation;

import java.time.Clock;
import java.util.List;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.privacy.PrivacyFixture;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.TestDatabase;

/** Removals, with the participants that a test names. */
public final class RemovalFixture {

    public final CustomerRemovals removals;
    private final Participants participants;

    public RemovalFixture(
            TestDatabase database, CustomerAlias alias, FakeAccess access, Keys keys, Journal journal, Ids ids) {
        participants = new Participants(new OperationStore(database.jpa(), database.dialect(), () -> "core"));
        removals = new CustomerRemovals(
                participants,
                alias,
                PrivacyFixture.records(database, keys, Clock.systemUTC()),
                access::as,
                journal,
                ids,
                Clock.systemUTC());
    }

    public void here(CustomerDataParticipant... here) {
        participants.participants = List.of(here);
    }
}
