package org.kithwork.core.internal.money.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.Conversion;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code rate:convert}. */
@Service
@Command(scope = "rate", name = "convert", description = "Converts an amount at the rate of a day")
@Requires("core:rate:view")
public final class RateConvertCommand extends ShellCommand {

    @Argument(index = 0, name = "amount", required = true, description = "The amount, such as 199.90")
    String amount = "";

    @Argument(index = 1, name = "from", required = true, description = "Its currency")
    @Completion(CurrencyCompleter.class)
    String from = "";

    @Argument(index = 2, name = "to", description = "The other currency; the company's where it is not said")
    @Completion(CurrencyCompleter.class)
    @Nullable
    String to;

    @Option(name = "--date", description = "The day whose rate is taken; today where it is not said")
    @Nullable
    String date;

    @Reference
    Conversion conversion;

    @Override
    protected void run(Output out) {
        var converted = conversion.convert(amount, from, to, date);
        var rate = converted.rate();
        out.say(
                converted.money() + " (1 " + rate.from() + " is " + rate.value().toPlainString() + " " + rate.to()
                        + ", of " + rate.date() + ")",
                converted);
    }
}
