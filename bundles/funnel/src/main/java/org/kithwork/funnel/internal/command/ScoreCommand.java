package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.score.Score;
import org.kithwork.funnel.internal.score.Score.Outcome;
import org.kithwork.funnel.internal.score.Scores;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:score}. */
@Service
@Command(scope = "funnel", name = "score", description = "Shows the points of an opportunity or a lead, rule by rule")
@Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
public final class ScoreCommand extends ShellCommand {

    @Argument(index = 0, name = "id", required = true, description = "The id of the opportunity")
    String id = "";

    @Option(name = "--lead", description = "The id is that of a lead")
    boolean lead;

    @Reference
    Scores scores;

    /** A rule and what it gave, or all of them together. */
    record Line(
            String rule,
            @Nullable Outcome outcome,
            BigDecimal points,
            @Nullable Integer full,
            @Nullable Integer halfLifeDays,
            @Nullable BigDecimal ageDays) {

        private static Line of(Score.Part part) {
            return new Line(
                    part.rule().text(Locale.ENGLISH),
                    part.outcome(),
                    part.points(),
                    part.full(),
                    part.halfLifeDays(),
                    part.ageDays());
        }
    }

    @Override
    protected void run(Output out) {
        var score = lead ? scores.of(LeadId.fromString(id)) : scores.of(OpportunityId.fromString(id));
        var together =
                new Line("Together", score.withheld() ? Outcome.WITHHELD : null, score.score(), null, null, null);
        out.list(
                Stream.concat(score.parts().stream().map(Line::of), Stream.of(together))
                        .toList(),
                column("Rule", Line::rule),
                column("Outcome", Line::outcome),
                column("Points", Line::points),
                column("Of", Line::full),
                column("Half after days", Line::halfLifeDays),
                column("Days old", Line::ageDays));
    }
}
