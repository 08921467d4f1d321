package org.kithwork.core.internal.money.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.core.internal.money.CurrencyInUse;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code currency:list}. */
@Service
@Command(scope = "currency", name = "list", description = "Lists the currencies that the company works with")
@Requires("core:rate:view")
public final class CurrencyListCommand extends ShellCommand {

    @Reference
    Currencies currencies;

    @Override
    protected void run(Output out) {
        out.list(
                currencies.list(Locale.ENGLISH),
                column("Code", CurrencyInUse::code),
                column("Name", CurrencyInUse::name),
                column("Decimals", CurrencyInUse::digits),
                column("Company's", CurrencyInUse::company));
    }
}
