package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.quote.Quote;
import org.kithwork.funnel.internal.quote.QuoteState;
import org.kithwork.funnel.internal.quote.Quotes;
import org.kithwork.funnel.internal.quote.Quotes.Filter;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:quotes}. */
@Service
@Command(scope = "funnel", name = "quotes", description = "Lists quotes, newest first")
@Requires(FunnelPermissions.VIEW_QUOTES)
public final class QuotesCommand extends ShellCommand {

    @Option(name = "--opportunity", description = "The opportunity's id; all opportunities where absent")
    @Nullable
    String opportunity;

    @Option(name = "--state", description = "Such as IN_APPROVAL or SENT")
    @Nullable
    String state;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Quotes quotes;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var filter = new Filter(
                opportunity == null ? null : OpportunityId.fromString(opportunity),
                faults.choice("/state", state, QuoteState.class));
        faults.check();
        out.list(
                quotes.list(filter, paging.request(limit, null)).items(),
                column("Id", Quote::id),
                column("Number", Quote::number),
                column("Version", Quote::revision),
                column("State", Quote::state),
                column("Total", QuotesCommand::total),
                column("Valid until", Quote::validUntil),
                column("Author", one -> one.author().name()),
                column("Opportunity", Quote::opportunityId));
    }

    private static @Nullable Object total(Quote one) {
        var totals = one.totals();
        return totals == null ? null : totals.total();
    }
}
