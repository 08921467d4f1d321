package org.kithwork.core.internal.money.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.RateBook;
import org.kithwork.core.internal.money.RateDraft;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code rate:add}. */
@Service
@Command(scope = "rate", name = "add", description = "Enters an exchange rate that holds from a day on")
@Requires("core:rate:edit")
public final class RateAddCommand extends ShellCommand {

    @Argument(index = 0, name = "currency", required = true, description = "The currency of which units are quoted")
    @Completion(CurrencyCompleter.class)
    String from = "";

    @Argument(index = 1, name = "day", required = true, description = "From which day on it holds, such as 2026-05-01")
    String date = "";

    @Argument(index = 2, name = "rate", required = true, description = "How much one unit is in the other currency")
    String rate = "";

    @Option(name = "--to", description = "The other currency; the company's where it is not said")
    @Completion(CurrencyCompleter.class)
    @Nullable
    String to;

    @Option(name = "--units", description = "For how many units the rate is: 1, 10, 100, 1000 or 10000")
    int units = 1;

    @Option(name = "--source", description = "Where it was read")
    @Nullable
    String source;

    @Reference
    RateBook book;

    @Override
    protected void run(Output out) {
        var entry = book.add(new RateDraft(from, to, date, rate, units, source));
        out.say(
                "1 " + entry.from() + " is " + entry.rate().toPlainString() + " " + entry.to() + " from " + entry.date()
                        + " on",
                entry);
    }
}
