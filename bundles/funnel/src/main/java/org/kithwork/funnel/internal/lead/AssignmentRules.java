package org.kithwork.funnel.internal.lead;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.AssignmentRuleStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules by which leads come to whoever looks after them, in their order. A change and its audit are one transaction. */
@Component(service = AssignmentRules.class)
public final class AssignmentRules {

    private final AccessControl access;
    private final Transactions transactions;
    private final AssignmentRuleStore store;
    private final RuleReader reader;
    private final Trail trail;

    @Activate
    public AssignmentRules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference AssignmentRuleStore store,
            @Reference RuleReader reader,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.trail = trail;
    }

    /** All rules: the first one that fits decides. */
    public record All(long version, List<AssignmentRule> items) {

        public All {
            items = List.copyOf(items);
        }
    }

    /** What is said of all rules. */
    public record Draft(@Nullable List<RuleDraft> items) {}

    /** The rules as they are. */
    public All get() {
        access.require(FunnelPermissions.LEAD_CONFIGURE);
        return store.all();
    }

    /** Puts these rules in the place of those that were there; one that stays goes on with its turn. */
    public All put(long version, Draft draft) {
        access.require(FunnelPermissions.LEAD_CONFIGURE);
        return transactions.call(() -> {
            var before = store.lock();
            if (before.version() != version) {
                throw Problem.stale();
            }
            var rules = reader.read(Objects.requireNonNullElse(draft.items(), List.of()), before.items());
            if (rules.equals(before.items())) {
                return before;
            }
            if (!store.holds(rules)) {
                throw Problem.invalid("/items", LeadReader.message("rules-long"));
            }
            trail.audited("funnel.lead-rule.changed", null, "rules", Map.of("rules", rules.size()), null);
            return store.change(rules, access.actor());
        });
    }
}
