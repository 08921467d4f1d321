package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.RetentionRows;
import org.kithwork.archives.internal.store.RetentionRows.Table;
import org.kithwork.customer.CustomerId;
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

/** How long purchases, interactions and follow-ups are kept; purchases lose the person and stay, because of the books. */
@Component
public final class ArchivesRetention implements RetentionParticipant {

    private static final String PURCHASES = "archives.purchase";
    private static final String INTERACTIONS = "archives.interaction";
    private static final String FOLLOW_UPS = "archives.follow-up";

    private final RetentionRows rows;

    @Activate
    public ArchivesRetention(@Reference RetentionRows rows) {
        this.rows = rows;
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(
                new RetentionKind(PURCHASES, title("retention-purchases"), Set.of(RetentionAction.ANONYMISE), 36, 120),
                new RetentionKind(
                        INTERACTIONS,
                        title("retention-interactions"),
                        Set.of(RetentionAction.DELETE, RetentionAction.ANONYMISE),
                        6,
                        36),
                new RetentionKind(
                        FOLLOW_UPS,
                        title("retention-follow-ups"),
                        Set.of(RetentionAction.DELETE, RetentionAction.ANONYMISE),
                        3,
                        24));
    }

    private static Message title(String code) {
        return Message.of(ArchivesRetention.class, code);
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return rows.lastActivity(customers);
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return rows.due(table(request), request);
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var ids = rows.some(table(request), request, limit);
        if (request.action() == RetentionAction.DELETE) {
            rows.delete(table(request), ids);
        } else {
            rows.anonymise(table(request), ids);
        }
        return new RetentionBatch(ids.size(), ids.size() < limit ? null : "more");
    }

    private static Table table(RetentionRequest request) {
        return switch (request.kind()) {
            case PURCHASES -> Table.PURCHASES;
            case FOLLOW_UPS -> Table.FOLLOW_UPS;
            default -> Table.INTERACTIONS;
        };
    }
}
