package org.kithwork.funnel.internal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.score.Condition.Comparison;
import org.kithwork.funnel.internal.score.Condition.Figure;
import org.kithwork.funnel.internal.score.Condition.Kind;
import org.kithwork.funnel.internal.score.ScoreRuleDraft.When;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a rule and names every fault at once. */
@Component(service = ScoreRuleReader.class)
public final class ScoreRuleReader {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SOURCE = 60;
    private static final int MOST_SOURCES = 20;
    private static final int MOST_POINTS = 100;
    private static final int MOST_DAYS = 3650;
    private static final int SURE = 100;
    private static final Pattern SIGNAL = Pattern.compile("[a-z][a-z0-9-]{0,39}\\.[a-z][a-z0-9-]{0,39}");

    private final PipelineStore pipelines;
    private final Company company;

    @Activate
    public ScoreRuleReader(@Reference PipelineStore pipelines, @Reference Company company) {
        this.pipelines = pipelines;
        this.company = company;
    }

    /** Reads the rule of this id and version. */
    ScoreRule read(ScoreRuleDraft draft, ScoreRuleId id, long version) {
        var faults = new Faults();
        var name = Bilingual.required(faults, "/name", draft.name(), LONGEST_NAME);
        var condition = condition(faults, draft.condition());
        var points = points(faults, draft.points());
        var halfLife = draft.halfLifeDays();
        if (halfLife != null) {
            days(faults, "/halfLifeDays", halfLife);
        }
        faults.check();
        if (condition == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return new ScoreRule(id, version, name, condition, points, halfLife, !Boolean.FALSE.equals(draft.active()));
    }

    private static int points(Faults faults, @Nullable Integer said) {
        if (said == null) {
            faults.add("/points", "required");
            return 0;
        }
        if (said == 0 || Math.abs(said) > MOST_POINTS) {
            faults.add("/points", message("points-range", MOST_POINTS));
        }
        return said;
    }

    private @Nullable Condition condition(Faults faults, @Nullable When said) {
        if (said == null || said.kind() == null) {
            faults.add("/condition/kind", "required");
            return null;
        }
        var kind = faults.choice("/condition/kind", said.kind(), Kind.class);
        if (kind == null) {
            return null;
        }
        refuseOthers(faults, said, kind);
        var reader = new Members(faults, kind);
        return new Condition(
                kind,
                reader.of("sources", () -> sources(faults, said.sources())),
                reader.of("amount", () -> amount(faults, said.amount())),
                reader.of("stage", () -> stage(faults, said.stage())),
                reader.of("probability", () -> percent(faults, said.probability())),
                reader.of("signal", () -> signal(faults, said.signal())),
                reader.of("figure", () -> faults.choice("/condition/figure", said.figure(), Figure.class)),
                reader.of(
                        "comparison",
                        () -> faults.choice("/condition/comparison", said.comparison(), Comparison.class)),
                reader.of("value", () -> faults.decimal("/condition/value", said.value())),
                reader.of("days", () -> days(faults, "/condition/days", said.days())),
                reader.of("member", () -> member(faults, said.member())));
    }

    /** Reads the members of a kind, each of which has to be there. */
    private record Members(Faults faults, Kind kind) {

        <T> @Nullable T of(String member, Supplier<@Nullable T> read) {
            if (!kind.members().contains(member)) {
                return null;
            }
            var known = faults.found().size();
            var value = read.get();
            if (value == null && faults.found().size() == known) {
                faults.add("/condition/" + member, "required");
            }
            return value;
        }
    }

    private static void refuseOthers(Faults faults, When said, Kind kind) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("sources", said.sources());
        given.put("amount", said.amount());
        given.put("stage", said.stage());
        given.put("probability", said.probability());
        given.put("signal", said.signal());
        given.put("figure", said.figure());
        given.put("comparison", said.comparison());
        given.put("value", said.value());
        given.put("days", said.days());
        given.put("member", said.member());
        given.forEach((member, value) -> {
            if (value != null && !kind.members().contains(member)) {
                faults.add("/condition/" + member, message("member-elsewhere", kind.name()));
            }
        });
    }

    private static @Nullable List<String> sources(Faults faults, @Nullable List<String> said) {
        if (said == null || said.isEmpty()) {
            return null;
        }
        if (said.size() > MOST_SOURCES) {
            faults.add("/condition/sources", message("too-many", MOST_SOURCES));
            return null;
        }
        Set<String> sources = new LinkedHashSet<>();
        for (int i = 0; i < said.size(); i++) {
            sources.add(faults.requiredText("/condition/sources/" + i, said.get(i), LONGEST_SOURCE));
        }
        return new ArrayList<>(sources);
    }

    private @Nullable Money amount(Faults faults, @Nullable MoneyDraft said) {
        if (said == null) {
            return null;
        }
        var known = faults.found().size();
        var currency = MoneyDraft.currency(faults, "/condition/amount/currency", said.currency());
        if (faults.found().size() > known) {
            return null;
        }
        var amount = MoneyDraft.read(
                faults, "/condition/amount", said, Objects.requireNonNullElse(currency, company.currency()));
        if (amount != null && amount.amount().signum() <= 0) {
            faults.add("/condition/amount/amount", message("amount-above-zero"));
        }
        return amount;
    }

    private @Nullable StageId stage(Faults faults, @Nullable String said) {
        var id = faults.id("/condition/stage", said);
        if (id == null) {
            return null;
        }
        var stage = new StageId(id);
        if (pipelines.all().stream()
                .noneMatch(pipeline ->
                        pipeline.find(stage).flatMap(pipeline::distance).isPresent())) {
            faults.add("/condition/stage", "id-invalid");
        }
        return stage;
    }

    private static @Nullable Integer percent(Faults faults, @Nullable Integer said) {
        if (said != null && (said < 0 || said > SURE)) {
            faults.add("/condition/probability", message("percent-range"));
        }
        return said;
    }

    private static @Nullable String signal(Faults faults, @Nullable String said) {
        if (said != null && !SIGNAL.matcher(said).matches()) {
            faults.add("/condition/signal", message("signal-name"));
        }
        return said;
    }

    private static @Nullable Integer days(Faults faults, String pointer, @Nullable Integer said) {
        if (said != null && (said < 1 || said > MOST_DAYS)) {
            faults.add(pointer, message("days-between", MOST_DAYS));
        }
        return said;
    }

    private static @Nullable String member(Faults faults, @Nullable String said) {
        if (said != null && !Member.isMember(said)) {
            faults.add("/condition/member", message("member-unknown"));
        }
        return said;
    }

    static Message message(String code, Object... arguments) {
        return Message.of(ScoreRuleReader.class, code, arguments);
    }
}
