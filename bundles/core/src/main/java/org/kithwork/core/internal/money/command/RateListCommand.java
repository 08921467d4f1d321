package org.kithwork.core.internal.money.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.RateEntry;
import org.kithwork.core.internal.money.RateList;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code rate:list}. */
@Service
@Command(scope = "rate", name = "list", description = "Lists exchange rates, those of the latest day first")
@Requires("core:rate:view")
public final class RateListCommand extends ShellCommand {

    @Option(name = "--currency", description = "Only rates of this currency, on either side")
    @Completion(CurrencyCompleter.class)
    @Nullable
    String currency;

    @Option(name = "--replaced", description = "Also rates that were corrected or withdrawn")
    boolean replaced;

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    RateList rates;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                rates.list(currency, replaced, paging.request(limit, null)).items(),
                column("Day", RateEntry::date),
                column("From", RateEntry::from),
                column("To", RateEntry::to),
                column("Rate", rate -> rate.rate().toPlainString()),
                column("Source", RateEntry::source),
                column("State", RateEntry::state),
                column("Id", RateEntry::id));
    }
}
