package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.kithwork.funnel.internal.lead.AssignmentRule;
import org.kithwork.funnel.internal.lead.AssignmentRules.All;
import org.kithwork.json.Json;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of assignment, which are one text since their order counts, and whose turn it was last by each. */
@Component(service = AssignmentRuleStore.class)
public final class AssignmentRuleStore {

    private static final int LONGEST = 32_000;

    private final FunnelUnit unit;
    private final Dialect dialect;
    private final Json json;
    private final Clock clock;

    @Activate
    public AssignmentRuleStore(
            @Reference FunnelUnit unit, @Reference Dialect dialect, @Reference Json json, @Reference Clock clock) {
        this.unit = unit;
        this.dialect = dialect;
        this.json = json;
        this.clock = clock;
    }

    /** What the column holds. */
    record Content(List<AssignmentRule> rules) {}

    public All all() {
        return unit.in(this::all);
    }

    private All all(EntityManager em) {
        var row = Sql.select("r.version, r.content FROM funnel_assignment r")
                .rows(em)
                .get(0);
        return new All(
                ((Number) row[0]).longValue(),
                json.read((String) row[1], Content.class).rules());
    }

    /** The rules, which nobody else changes until the transaction ends. */
    public All lock() {
        return unit.in(em -> {
            Sql.update(em, "UPDATE funnel_assignment SET updated_at = updated_at");
            return all(em);
        });
    }

    /** Whether there is room for so many words. */
    public boolean holds(List<AssignmentRule> rules) {
        return json.write(new Content(rules)).length() <= LONGEST;
    }

    /** Keeps these in the place of those that {@link #lock} read; what is gone has no turn any more. */
    public All change(List<AssignmentRule> rules, Actor by) {
        return unit.in(em -> {
            Sql.update(
                    em,
                    "UPDATE funnel_assignment SET version = version + 1, content = ?, updated_at = ?, updated_by = ?",
                    json.write(new Content(rules)),
                    Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)),
                    by.id());
            var kept = rules.stream().map(AssignmentRule::id).collect(Collectors.toSet());
            Sql.select("t.rule_id FROM funnel_assignment_turn t").values(em, String.class).stream()
                    .filter(rule -> !kept.contains(rule))
                    .forEach(rule -> Sql.update(em, "DELETE FROM funnel_assignment_turn WHERE rule_id = ?", rule));
            kept.forEach(rule -> dialect.insertIfAbsent(
                    em, "funnel_assignment_turn", new String[] {"rule_id", "last_user"}, rule, ""));
            return all(em);
        });
    }

    /**
     * Takes the next turn of a rule: others who want one wait until the transaction ends.
     *
     * @param choice says whose turn it is behind whoever was last
     */
    public UserId turn(String rule, Function<Optional<UserId>, UserId> choice) {
        return unit.in(em -> {
            Sql.update(em, "UPDATE funnel_assignment_turn SET last_user = last_user WHERE rule_id = ?", rule);
            var last = Sql.select("t.last_user FROM funnel_assignment_turn t")
                    .where("t.rule_id = ?", rule)
                    .values(em, String.class)
                    .stream()
                    .filter(user -> !user.isEmpty())
                    .findFirst()
                    .map(UserId::new);
            var next = choice.apply(last);
            Sql.update(em, "UPDATE funnel_assignment_turn SET last_user = ? WHERE rule_id = ?", next.value(), rule);
            return next;
        });
    }
}
