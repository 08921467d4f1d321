package org.kithwork.core.internal.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;

/** Has the archives keep purchases for three years, and visits for no time at all. */
final class FakeRetention implements RetentionParticipant {

    private static final Message TITLE = Message.of(CaseMoves.class, "case-text");

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(
                new RetentionKind("archives.purchase", TITLE, Set.of(RetentionAction.ANONYMISE), 36, 36),
                new RetentionKind("archives.visit", TITLE, Set.of(RetentionAction.DELETE), 0, 12));
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return Map.of();
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return RetentionDue.NOTHING;
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        return new RetentionBatch(0, null);
    }
}
