package org.kithwork.funnel.internal.opportunity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.LostReasonStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Why opportunities may be lost: a closed list, so that there is something to count. */
@Component(service = LostReasons.class)
public final class LostReasons {

    private static final int LONGEST_TITLE = 60;
    private static final int MOST = 50;

    private final AccessControl access;
    private final Transactions transactions;
    private final LostReasonStore store;
    private final Trail trail;

    @Activate
    public LostReasons(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference LostReasonStore store,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.trail = trail;
    }

    /** What is said of a reason. */
    public record Draft(@Nullable Bilingual title, @Nullable Boolean retired) {}

    /** All of them, the retired ones among them. */
    public List<LostReason> list() {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.all();
    }

    /** Adds a reason, or changes the one of this key. */
    public LostReason put(String key, Draft draft) {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        var faults = new Faults();
        if (!key.matches(LostReason.KEY)) {
            faults.add("/key", OpportunityReader.message("reason-key"));
        }
        var title = Bilingual.required(faults, "/title", draft.title(), LONGEST_TITLE);
        faults.check();
        var reason = new LostReason(key, title, Boolean.TRUE.equals(draft.retired()));
        return transactions.call(() -> {
            if (store.find(key).isEmpty() && store.all().size() >= MOST) {
                throw Problem.conflict(OpportunityReader.message("reasons-many", MOST));
            }
            store.put(reason);
            trail.audited("funnel.lost-reason.changed", null, key, Map.of("retired", reason.retired()), null);
            return reason;
        });
    }

    /** Refuses what is no reason that may be given, naming those that are. */
    void require(@Nullable String key) {
        var usable = store.all().stream()
                .filter(reason -> !reason.retired())
                .map(LostReason::key)
                .toList();
        if (key == null || !usable.contains(key)) {
            throw Problem.invalid("/reason", OpportunityReader.message("lost-reason", String.join(", ", usable)));
        }
    }
}
