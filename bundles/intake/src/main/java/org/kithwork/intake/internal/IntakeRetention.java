package org.kithwork.intake.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.intake.internal.store.CustomerDataStore;
import org.kithwork.intake.internal.store.CustomerDataStore.Kind;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long it is kept what was sent in: it shows what a customer agreed to. */
@Component
public final class IntakeRetention implements RetentionParticipant {

    private static final String SUBMISSIONS = "intake.submission";
    private static final String UNCONFIRMED = "intake.unconfirmed";

    private final CustomerDataStore store;

    @Activate
    public IntakeRetention(@Reference CustomerDataStore store) {
        this.store = store;
    }

    @Override
    public String module() {
        return "intake";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(
                new RetentionKind(SUBMISSIONS, title("retention-submissions"), Set.of(RetentionAction.DELETE), 6, 36),
                new RetentionKind(UNCONFIRMED, title("retention-unconfirmed"), Set.of(RetentionAction.DELETE), 1, 1));
    }

    private static Message title(String code) {
        return Message.of(IntakeRetention.class, code);
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return store.lastActivity(customers);
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return store.due(kind(request), request);
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var removed = store.remove(kind(request), request, limit);
        return new RetentionBatch(removed, removed < limit ? null : "more");
    }

    private static Kind kind(RetentionRequest request) {
        return request.kind().equals(UNCONFIRMED) ? Kind.UNCONFIRMED : Kind.SUBMISSIONS;
    }
}
