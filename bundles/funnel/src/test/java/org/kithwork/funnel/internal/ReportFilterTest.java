package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.report.CycleReport.Grouping;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.Actor;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReportFilterTest {

    private final DatabaseKind kind;
    private Funnel funnel;
    private Actor lead;
    private Actor clerk;
    private Actor stranger;
    private TeamId east;
    private TeamId shanghai;

    ReportFilterTest(DatabaseKind kind) {
        this.kind = kind;
    }

    /** A team and one below it, and somebody in neither: each has won one and lost one, and the clerk has two more open. */
    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
        east = funnel.company.team("East", null);
        shanghai = funnel.company.team("Shanghai", east);
        lead = funnel.users.employ("Lead");
        clerk = funnel.users.employ("Clerk");
        stranger = funnel.users.employ("Stranger");
        funnel.company.joins(new UserId(lead.id()), east).joins(new UserId(clerk.id()), shanghai);
        for (var owner : new Actor[] {lead, clerk, stranger}) {
            var one = made(owner);
            funnel.clock.advance(Duration.ofDays(2));
            funnel.move(one, "Purchase");
            funnel.move(made(owner), "Lost", "PRICE");
        }
        made(clerk);
        made(clerk);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private Opportunity made(Actor owner) {
        var one = funnel.book.create(Funnel.draft(funnel.customers.add(), "10"));
        return funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", owner.id()));
    }

    private ReportFilter of(@Nullable Actor owner, @Nullable TeamId team) {
        var user = owner == null ? null : new UserId(owner.id());
        return new ReportFilter(null, null, null, ReportFilter.owners(user, team, funnel.company), null, null);
    }

    private long created(ReportFilter filter) {
        return funnel.reports.conversion(filter).soFar().created();
    }

    @Test
    @DisplayName("FUN-06: a report of a team tells of its users and of those of the teams below it")
    void ofATeam() {
        assertThat(created(of(null, null))).isEqualTo(8);
        assertThat(created(of(null, east))).isEqualTo(6);
        assertThat(created(of(null, shanghai))).isEqualTo(4);
        assertThat(created(of(stranger, null))).isEqualTo(2);
    }

    @Test
    @DisplayName("FUN-06: a user of a team is told of alone, and somebody who is not in it not at all")
    void ofAUserOfATeam() {
        assertThat(created(of(clerk, east))).isEqualTo(4);
        assertThat(created(of(lead, shanghai))).isZero();
        assertThat(created(of(stranger, east))).isZero();
        assertThat(created(of(null, funnel.company.team("Nobody", null)))).isZero();
    }

    @Test
    @DisplayName("FUN-07: all reports keep to the team")
    void allReports() {
        var filter = of(null, east);

        var decided = funnel.reports.decisions(filter);
        assertThat(decided.won()).isEqualTo(2);
        assertThat(decided.lost()).isEqualTo(2);
        assertThat(decided.open()).isEqualTo(2);
        assertThat(funnel.reports.losses(filter).items())
                .singleElement()
                .matches(loss -> loss.count() == 2 && "PRICE".equals(loss.reason()));
        assertThat(funnel.reports.cycle(filter, Grouping.OWNER).groups())
                .extracting(group -> group.name())
                .containsExactlyInAnyOrder("Lead", "Clerk");
        var stages = funnel.reports.stages(filter).stages();
        assertThat(stages.get(0).passed()).isEqualTo(4);
        assertThat(stages.get(0).running()).isEqualTo(2);
        assertThat(stages.get(0).median()).isEqualByComparingTo("1");
        assertThat(funnel.forecasts.forecast(filter, null, null).months().get(0).won())
                .isEqualTo(2);
        funnel.clock.advance(Duration.ofDays(31));
        assertThat(funnel.forecasts.accuracy(filter, null, null).owners())
                .extracting(owner -> owner.name())
                .containsExactlyInAnyOrder("Lead", "Clerk");
    }
}
