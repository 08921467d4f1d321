package org.kithwork.funnel.internal.odds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.BrierScore;
import org.kithwork.funnel.internal.figure.BrierScore.Guess;
import org.kithwork.funnel.internal.figure.Stays;
import org.kithwork.funnel.internal.odds.BackTest.Line;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.OddsStore;
import org.kithwork.funnel.internal.store.OddsStore.Counted;
import org.kithwork.funnel.internal.store.OddsStore.Known;
import org.kithwork.funnel.internal.store.OddsStore.Step;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Judges what is learned by what was known on a day in the past: it learns from what had been decided, foresees what was open, and compares
 * with what came. What stages assume is taken as it is now.
 */
@Component(service = BackTests.class)
public final class BackTests {

    private static final int BACK = 90;
    private static final int TENTHS = 10;

    private final AccessControl access;
    private final PipelineStore pipelines;
    private final OddsStore store;
    private final Company company;
    private final Clock clock;

    @Activate
    public BackTests(
            @Reference AccessControl access,
            @Reference PipelineStore pipelines,
            @Reference OddsStore store,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.pipelines = pipelines;
        this.store = store;
        this.company = company;
        this.clock = clock;
    }

    /** What is foreseen of one in two ways, and what came. */
    private record Foreseen(Guess learned, Guess assumed) {}

    private record Like(StageId stage, int days, @Nullable String source) {}

    /**
     * Judges by one day, of the opportunities that the actor may see.
     *
     * @param pipeline the first one that is in use where none is named
     * @param on ninety days ago where none is named
     */
    public BackTest of(@Nullable PipelineId pipeline, @Nullable LocalDate on) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var found = pipelines.chosen(pipeline).orElseThrow(PipelineId::notFound);
        var day = on == null
                ? LocalDate.ofInstant(clock.instant(), company.zone()).minusDays(BACK)
                : on;
        var then = day.atStartOfDay(company.zone()).toInstant();
        var known = store.decidedSince(found.id(), then, visibility);
        var steps = store.steps(known, then);
        var learned = learned(found, then);
        var all = known.stream()
                .map(one -> foreseen(one, steps.getOrDefault(one.id(), List.of()), found, learned, then))
                .flatMap(Optional::stream)
                .toList();
        return new BackTest(
                found.id(),
                day,
                line(0, all),
                IntStream.range(0, TENTHS)
                        .mapToObj(tenth -> line(
                                tenth,
                                all.stream()
                                        .filter(one -> tenth(one.learned().probability()) == tenth)
                                        .toList()))
                        .toList());
    }

    private static int tenth(BigDecimal probability) {
        return Math.min(TENTHS - 1, probability.movePointRight(1).intValue());
    }

    private Map<Like, Counted> learned(Pipeline pipeline, Instant before) {
        var learned = new HashMap<Like, Counted>();
        for (var stage : pipeline.stages()) {
            if (stage.kind() == StageKind.OPEN) {
                for (var days : Age.BUCKETS) {
                    store.counted(pipeline.id(), stage.id(), days, before)
                            .forEach(some -> learned.put(new Like(stage.id(), days, some.source()), some));
                }
            }
        }
        return learned;
    }

    /** Nothing of one that was decided then, or in another pipeline, or in a stage that is gone. */
    private static Optional<Foreseen> foreseen(
            Known one, List<Step> steps, Pipeline pipeline, Map<Like, Counted> learned, Instant then) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        var last = steps.get(steps.size() - 1);
        if (last.kind() != StageKind.OPEN || !last.pipeline().equals(pipeline.id())) {
            return Optional.empty();
        }
        return pipeline.find(last.to()).map(stage -> foreseen(one, stage, age(steps, last, then), learned));
    }

    private static Duration age(List<Step> steps, Step last, Instant then) {
        var entries = steps.stream()
                .map(step -> new Stays.Entry(step.to().value(), step.at()))
                .toList();
        return Stays.of(entries, then).getOrDefault(last.to().value(), Duration.ZERO);
    }

    private static Foreseen foreseen(Known one, Stage stage, Duration age, Map<Like, Counted> learned) {
        var like = learned.getOrDefault(
                new Like(stage.id(), Age.bucket(age), one.source()), new Counted(one.source(), 0, 0));
        var won = one.status() == Status.WON;
        return new Foreseen(new Guess(Chances.learned(stage, like), won), new Guess(Chances.assumed(stage), won));
    }

    private static Line line(int tenth, List<Foreseen> some) {
        var learned = new ArrayList<Guess>();
        var assumed = new ArrayList<Guess>();
        var sum = BigDecimal.ZERO;
        var won = 0L;
        for (var one : some) {
            learned.add(one.learned());
            assumed.add(one.assumed());
            sum = sum.add(one.learned().probability());
            won += one.learned().won() ? 1 : 0;
        }
        return new Line(
                BigDecimal.valueOf(tenth, 1),
                some.size(),
                mean(sum, some.size()),
                mean(BigDecimal.valueOf(won), some.size()),
                BrierScore.of(learned).orElse(null),
                BrierScore.of(assumed).orElse(null));
    }

    private static @Nullable BigDecimal mean(BigDecimal sum, int count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), 9, RoundingMode.HALF_UP);
    }
}
