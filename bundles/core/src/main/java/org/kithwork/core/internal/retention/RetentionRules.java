package org.kithwork.core.internal.retention;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.retention.store.RetentionStore;
import org.kithwork.core.internal.retention.store.RuleEntity;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.AccessControl;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long each kind of record is kept: off until somebody says so, and never shorter than the law demands. */
@Component(service = RetentionRules.class)
public final class RetentionRules {

    private static final int LONGEST = 1200;

    private final RetentionStore store;
    private final RetentionParticipants participants;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public RetentionRules(
            @Reference RetentionStore store,
            @Reference RetentionParticipants participants,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.participants = participants;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A rule to be; raw. */
    public record Draft(
            @Nullable Integer months,
            @Nullable String action,
            @Nullable Boolean active) {}

    /** A rule of a kind whose module is here. */
    record Due(String kind, int months, RetentionAction action, boolean active) {}

    /** All kinds with their rules, those of modules that are away behind the others. */
    public List<RetentionRule> list(Locale locale) {
        access.require(RetentionPermissions.VIEW);
        var set = transactions.call(this::stored);
        var all = new ArrayList<RetentionRule>();
        for (var kind : kinds()) {
            all.add(view(kind, Optional.ofNullable(set.remove(kind.id())), locale));
        }
        set.values().stream().map(RetentionRules::away).forEach(all::add);
        return all;
    }

    /** Sets a rule; {@code version} is 0 where nobody has set it before. */
    public RetentionRule set(String id, long version, Draft draft, Locale locale) {
        access.require(RetentionPermissions.CONFIGURE);
        var kind = kind(id).orElseThrow(() -> Problem.notFound("retention rule"));
        if (kind.actions().isEmpty()) {
            throw Problem.conflict(Message.of(RetentionRules.class, "kind-stays"));
        }
        var faults = new Faults();
        var months = draft.months();
        if (months == null) {
            faults.add("/months", "required");
        } else if (months < kind.minimumMonths() || months > LONGEST) {
            faults.add("/months", Message.of(RetentionRules.class, "months-range", kind.minimumMonths(), LONGEST));
        }
        var named = faults.requiredText("/action", draft.action(), 20);
        var action = named.isEmpty() ? null : faults.choice("/action", named, RetentionAction.class);
        if (action != null && !kind.actions().contains(action)) {
            faults.add("/action", Message.of(RetentionRules.class, "action-unfit"));
        }
        if (draft.active() == null) {
            faults.add("/active", "required");
        }
        faults.check();
        return transactions.call(() -> view(kind, Optional.of(write(id, version, draft, action)), locale));
    }

    private RuleEntity write(String id, long version, Draft draft, @Nullable RetentionAction action) {
        var found = store.rule(id);
        if (found.map(rule -> rule.version).orElse(0L) != version) {
            throw Problem.stale();
        }
        var rule = found.orElseGet(RuleEntity::new);
        rule.id = id;
        rule.months = draft.months() == null ? 0 : draft.months();
        rule.action = action;
        rule.active = Boolean.TRUE.equals(draft.active());
        rule.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        rule.updatedBy = access.actor().id();
        rule.updatedName = access.actor().name();
        if (found.isPresent()) {
            store.flush();
        } else if (!store.insert(rule)) {
            throw Problem.stale();
        } else {
            rule.version = 1;
        }
        audit.record(new Audit.Entry(
                "retention-rule.changed",
                "core:retention-rule",
                id,
                null,
                Map.of("months", rule.months, "action", rule.action.name(), "active", rule.active),
                null));
        return rule;
    }

    /** What a run goes through, in a fixed order: what is set and active, or for a trial every kind that could be. */
    List<Due> due(boolean dry) {
        var set = transactions.call(this::stored);
        var due = new ArrayList<Due>();
        for (var kind : kinds()) {
            var rule = set.get(kind.id());
            if (rule != null && (dry || rule.active)) {
                due.add(new Due(kind.id(), rule.months, rule.action, rule.active));
            } else if (dry && !kind.actions().isEmpty()) {
                due.add(new Due(kind.id(), kind.proposedMonths(), first(kind), false));
            }
        }
        return due;
    }

    /** Whether any rule is active; for the system itself. */
    public boolean anyActive() {
        return transactions.call(() -> store.rules().stream().anyMatch(rule -> rule.active));
    }

    /** What people call a kind; its id where its module is away. */
    String title(String id, Locale locale) {
        return kind(id).map(kind -> kind.title().text(locale)).orElse(id);
    }

    private Optional<RetentionKind> kind(String id) {
        return kinds().stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    private List<RetentionKind> kinds() {
        var kinds = new ArrayList<RetentionKind>();
        kinds.add(IdleCustomers.KIND);
        participants.kinds().stream()
                .sorted(Comparator.comparing(RetentionKind::id))
                .forEach(kinds::add);
        return kinds;
    }

    private Map<String, RuleEntity> stored() {
        var set = new HashMap<String, RuleEntity>();
        store.rules().forEach(rule -> set.put(rule.id, rule));
        return set;
    }

    private static RetentionAction first(RetentionKind kind) {
        return kind.actions().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static RetentionRule view(RetentionKind kind, Optional<RuleEntity> rule, Locale locale) {
        return new RetentionRule(
                kind.id(),
                kind.title().text(locale),
                kind.actions().stream().sorted().toList(),
                kind.minimumMonths(),
                rule.map(set -> set.months).orElse(kind.proposedMonths()),
                rule.map(set -> set.action).orElse(kind.actions().isEmpty() ? null : first(kind)),
                rule.map(set -> set.active).orElse(false),
                true,
                rule.map(set -> set.version).orElse(0L),
                rule.map(set -> set.updatedAt).orElse(null),
                rule.map(set -> new ActorName(set.updatedBy, set.updatedName)).orElse(null));
    }

    private static RetentionRule away(RuleEntity rule) {
        return new RetentionRule(
                rule.id,
                rule.id,
                List.of(rule.action),
                0,
                rule.months,
                rule.action,
                rule.active,
                false,
                rule.version,
                rule.updatedAt,
                new ActorName(rule.updatedBy, rule.updatedName));
    }
}
