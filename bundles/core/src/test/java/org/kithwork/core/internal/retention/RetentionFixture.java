package org.kithwork.core.internal.retention;

import java.util.List;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.privacy.spi.RetentionParticipant;

/** What other areas need of this one. */
public final class RetentionFixture {

    private RetentionFixture() {}

    public static RetentionParticipants participants(
            Callers callers, Participants holders, RetentionParticipant... here) {
        var participants = new RetentionParticipants(callers, holders);
        participants.participants = List.of(here);
        return participants;
    }
}
