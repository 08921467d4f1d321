package org.kithwork.funnel.internal.score;

import java.util.List;
import java.util.Map;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.ScoreRuleStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules by which points are given; a company makes its own. Each change and its audit are one transaction. */
@Component(service = ScoreRules.class)
public final class ScoreRules {

    /** So many rules at most: each is looked at for every card. */
    static final int MOST = 50;

    private final AccessControl access;
    private final Transactions transactions;
    private final ScoreRuleStore store;
    private final ScoreRuleReader reader;
    private final Trail trail;
    private final Ids ids;

    @Activate
    public ScoreRules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference ScoreRuleStore store,
            @Reference ScoreRuleReader reader,
            @Reference Trail trail,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.trail = trail;
        this.ids = ids;
    }

    /** All rules, in the order in which they were made. */
    public List<ScoreRule> list() {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.all();
    }

    /** Adds a rule; of more than fifty is refused ({@code score-rules-full}). */
    public ScoreRule add(ScoreRuleDraft draft) {
        access.require(FunnelPermissions.SCORE_CONFIGURE);
        var rule = reader.read(draft, new ScoreRuleId(ids.next()), 1);
        return transactions.call(() -> {
            if (store.all().size() >= MOST) {
                throw Problem.conflict(ScoreRuleReader.message("score-rules-full", MOST));
            }
            store.insert(rule);
            audited("funnel.score-rule.added", rule);
            return rule;
        });
    }

    /** Changes the members that the patch names. */
    public ScoreRule change(ScoreRuleId id, long version, Patch patch) {
        access.require(FunnelPermissions.SCORE_CONFIGURE);
        patch.allow(ScoreRuleDraft.class);
        return transactions.call(() -> {
            var before = store.find(id).orElseThrow(ScoreRuleId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = reader.read(ScoreRuleDraft.of(before, patch), id, version + 1);
            if (!store.change(after, version)) {
                throw Problem.stale();
            }
            audited("funnel.score-rule.changed", after);
            return after;
        });
    }

    public void remove(ScoreRuleId id) {
        access.require(FunnelPermissions.SCORE_CONFIGURE);
        transactions.run(() -> {
            var rule = store.find(id).orElseThrow(ScoreRuleId::notFound);
            store.remove(id);
            audited("funnel.score-rule.removed", rule);
        });
    }

    private void audited(String what, ScoreRule rule) {
        trail.audited(
                what,
                null,
                rule.id().value(),
                Map.of("kind", rule.condition().kind().name(), "points", rule.points(), "active", rule.active()),
                null);
    }
}
