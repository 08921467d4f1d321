package org.kithwork.funnel.internal.board;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.board.Board.Column;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.report.Sums;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.WorthStore;
import org.kithwork.funnel.internal.store.WorthStore.Worth;
import org.kithwork.money.CurrencyRates;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts the board of a pipeline together. */
@Component(service = Boards.class)
public final class Boards {

    private final AccessControl access;
    private final PipelineStore pipelines;
    private final WorthStore store;
    private final OpportunityFields fields;
    private final CurrencyRates rates;
    private final Company company;
    private final Clock clock;

    @Activate
    public Boards(
            @Reference AccessControl access,
            @Reference PipelineStore pipelines,
            @Reference WorthStore store,
            @Reference OpportunityFields fields,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.pipelines = pipelines;
        this.store = store;
        this.fields = fields;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * The open stages of a pipeline with what stands in them. Amounts are summed for each currency, then converted at the rate of today.
     *
     * @param pipeline the first one that is in use where none is named
     * @param owner whose opportunities alone
     */
    public Board of(@Nullable PipelineId pipeline, @Nullable UserId owner) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var found = pipelines.chosen(pipeline).orElseThrow(PipelineId::notFound);
        var worths = store.open(found.id(), owner, visibility);
        var sums = fields.sumsAmounts();
        var day = LocalDate.ofInstant(clock.instant(), company.zone());
        var converter = new Sums(rates, company.currency());
        var columns = found.stages().stream()
                .filter(stage -> stage.kind() == StageKind.OPEN)
                .map(stage -> column(stage, worths, sums, day, converter))
                .toList();
        return new Board(found.id(), company.currency(), day, columns, converter.withoutRate());
    }

    private static Column column(Stage stage, List<Worth> worths, boolean sums, LocalDate day, Sums converter) {
        var here = worths.stream()
                .filter(worth -> worth.stage().equals(stage.id()))
                .toList();
        var count = here.stream().mapToLong(Worth::count).sum();
        if (!sums) {
            return new Column(stage.id(), count, null, null);
        }
        var whole = BigDecimal.ZERO;
        var likely = BigDecimal.ZERO;
        for (var worth : here) {
            var currency = worth.currency();
            if (currency != null) {
                whole = whole.add(converter.converted(worth.sum(), currency, day));
                likely = likely.add(converter.converted(worth.weighted(stage), currency, day));
            }
        }
        return new Column(stage.id(), count, converter.money(whole), converter.money(likely));
    }
}
