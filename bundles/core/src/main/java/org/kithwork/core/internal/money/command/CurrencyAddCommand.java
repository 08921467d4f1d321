package org.kithwork.core.internal.money.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code currency:add}. */
@Service
@Command(scope = "currency", name = "add", description = "Adds a currency to those that the company works with")
@Requires("core:rate:edit")
public final class CurrencyAddCommand extends ShellCommand {

    @Argument(name = "code", required = true, description = "Its code, such as USD")
    String code = "";

    @Reference
    Currencies currencies;

    @Override
    protected void run(Output out) {
        var currency = currencies.add(new Currencies.Draft(code), Locale.ENGLISH);
        out.say(currency.code() + " is in use", currency);
    }
}
