package org.kithwork.core.internal.privacy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentBasis;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentLog;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.rest.Patch;

/** Remembers what was written down about whom. */
final class RecordedConsents implements ConsentLog {

    final Map<CustomerId, ConsentDraft> drafts = new LinkedHashMap<>();

    @Override
    public ConsentEvent record(CustomerId customer, ConsentDraft draft) {
        drafts.put(customer, draft);
        return new ConsentEvent(
                "e",
                customer,
                Purpose.PROFILING,
                Channel.ANY,
                Decision.REFUSE,
                Decider.SELF,
                ConsentBasis.CONSENT,
                null,
                draft.evidence(),
                false,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                new ActorName("u", "U"));
    }

    @Override
    public ConsentEvent recordImported(CustomerId customer, ConsentDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContactPolicy changePolicy(CustomerId customer, long version, Patch patch) {
        throw new UnsupportedOperationException();
    }
}
