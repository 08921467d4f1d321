package org.kithwork.archives.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.SignalRuleStore;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules by which signals are found in what customers say; a company makes its own. */
@Component(service = SignalRules.class)
public final class SignalRules {

    /** So many rules at most: each looks at every interaction. */
    static final int MOST = 50;

    private static final int NAME = 60;
    private static final int WORD = 60;
    private static final int MOST_WORDS = 20;
    private static final int MOST_COUNT = 100;
    private static final int MOST_DAYS = 365;

    private final AccessControl access;
    private final Transactions transactions;
    private final SignalRuleStore store;
    private final Trail trail;
    private final Ids ids;

    @Activate
    public SignalRules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference SignalRuleStore store,
            @Reference Trail trail,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.trail = trail;
        this.ids = ids;
    }

    /** All rules, in the order in which they were made. */
    public List<SignalRule> list() {
        access.require(ArchivesPermissions.SIGNAL_RULE_VIEW);
        return store.all();
    }

    /** Those that look for signals now. */
    List<SignalRule> active() {
        return store.all().stream().filter(SignalRule::active).toList();
    }

    /** Adds a rule; of more than fifty is refused ({@code signal-rules-full}). */
    public SignalRule add(SignalRuleDraft draft) {
        access.require(ArchivesPermissions.SIGNAL_RULE_EDIT);
        var rule = read(draft, new SignalRuleId(ids.next()), 1);
        return transactions.call(() -> {
            if (store.all().size() >= MOST) {
                throw Problem.conflict(Said.message("signal-rules-full", MOST));
            }
            store.insert(rule);
            trail.audited("archives.signal-rule.added", null, rule.id().value(), Map.of("name", rule.name()), null);
            return rule;
        });
    }

    /** Changes the members that the patch names; what was found before stays as it is. */
    public SignalRule change(SignalRuleId id, long version, Patch patch) {
        access.require(ArchivesPermissions.SIGNAL_RULE_EDIT);
        return transactions.call(() -> {
            var before = store.find(id).orElseThrow(SignalRuleId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = read(SignalRuleDraft.of(before, patch), id, version + 1);
            if (!store.change(after, version)) {
                throw Problem.stale();
            }
            trail.audited("archives.signal-rule.changed", null, id.value(), Map.of("name", after.name()), null);
            return after;
        });
    }

    /** Removes a rule; what it found stays. */
    public void remove(SignalRuleId id) {
        access.require(ArchivesPermissions.SIGNAL_RULE_EDIT);
        transactions.run(() -> {
            var rule = store.find(id).orElseThrow(SignalRuleId::notFound);
            store.remove(id);
            trail.audited("archives.signal-rule.removed", null, id.value(), Map.of("name", rule.name()), null);
        });
    }

    private static SignalRule read(SignalRuleDraft draft, SignalRuleId id, long version) {
        var faults = new Faults();
        var name = faults.requiredText("/name", draft.name(), NAME);
        var kind = faults.choice("/kind", draft.kind(), SignalKind.class);
        if (draft.kind() == null) {
            faults.add("/kind", "required");
        }
        var words = words(faults, draft.words());
        var channel = faults.choice("/channel", draft.channel(), InteractionChannel.class);
        var direction = faults.choice("/direction", draft.direction(), Direction.class);
        var count = number(faults, "/count", draft.count(), MOST_COUNT);
        var days = number(faults, "/days", draft.days(), MOST_DAYS);
        faults.check();
        if (kind == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return new SignalRule(
                id, version, name, kind, words, channel, direction, count, days, !Boolean.FALSE.equals(draft.active()));
    }

    /** Each word once. */
    private static List<String> words(Faults faults, @Nullable List<@Nullable String> said) {
        if (said == null || said.isEmpty()) {
            faults.add("/words", "required");
            return List.of();
        }
        if (said.size() > MOST_WORDS) {
            faults.add("/words", Said.message("words-many", MOST_WORDS));
        }
        var words = new LinkedHashMap<String, String>();
        for (int i = 0; i < said.size(); i++) {
            var word = faults.requiredText("/words/" + i, said.get(i), WORD)
                    .strip()
                    .replaceAll("\\s+", " ");
            words.putIfAbsent(SignalRule.folded(word), word);
        }
        return new ArrayList<>(words.values());
    }

    private static int number(Faults faults, String pointer, @Nullable Integer said, int most) {
        if (said == null) {
            faults.add(pointer, "required");
            return 1;
        }
        if (said < 1 || said > most) {
            faults.add(pointer, Said.message("number-between", 1, most));
        }
        return said;
    }
}
