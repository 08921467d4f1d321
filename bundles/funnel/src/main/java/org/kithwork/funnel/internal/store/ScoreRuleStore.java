package org.kithwork.funnel.internal.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.score.Condition;
import org.kithwork.funnel.internal.score.ScoreRule;
import org.kithwork.funnel.internal.score.ScoreRuleId;
import org.kithwork.json.Json;
import org.kithwork.store.Sql;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of scores. There are few, and what one says is one text: nothing is searched in it. */
@Component(service = ScoreRuleStore.class)
public final class ScoreRuleStore {

    private final FunnelUnit unit;
    private final Json json;

    @Activate
    public ScoreRuleStore(@Reference FunnelUnit unit, @Reference Json json) {
        this.unit = unit;
        this.json = json;
    }

    /** What the column holds. */
    record Content(
            Bilingual name,
            Condition condition,
            int points,
            @Nullable Integer halfLifeDays,
            boolean active) {

        static Content of(ScoreRule rule) {
            return new Content(rule.name(), rule.condition(), rule.points(), rule.halfLifeDays(), rule.active());
        }
    }

    private static Sql rules() {
        return Sql.select("r.id, r.version, r.content FROM funnel_score_rule r");
    }

    /** In the order of their ids, which is that of time. */
    public List<ScoreRule> all() {
        return unit.in(
                em -> rules().orderBy("r.id").rows(em).stream().map(this::rule).toList());
    }

    public Optional<ScoreRule> find(ScoreRuleId id) {
        return unit.in(em -> rules().where("r.id = ?", id.value()).rows(em).stream()
                .findFirst()
                .map(this::rule));
    }

    public void insert(ScoreRule rule) {
        unit.in(em -> Sql.update(
                em,
                "INSERT INTO funnel_score_rule (id, version, content) VALUES (?, ?, ?)",
                rule.id().value(),
                rule.version(),
                json.write(Content.of(rule))));
    }

    /** Whether it was changed; not where somebody changed or removed it since this version. */
    public boolean change(ScoreRule after, long version) {
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE funnel_score_rule SET version = ?, content = ? WHERE id = ? AND version = ?",
                        after.version(),
                        json.write(Content.of(after)),
                        after.id().value(),
                        version)
                == 1);
    }

    public void remove(ScoreRuleId id) {
        unit.in(em -> Sql.update(em, "DELETE FROM funnel_score_rule WHERE id = ?", id.value()));
    }

    private ScoreRule rule(Object[] row) {
        var content = json.read((String) row[2], Content.class);
        return new ScoreRule(
                new ScoreRuleId((String) row[0]),
                ((Number) row[1]).longValue(),
                content.name(),
                content.condition(),
                content.points(),
                content.halfLifeDays(),
                content.active());
    }
}
