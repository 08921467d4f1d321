package org.kithwork.core.internal.money.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.core.internal.money.CurrencyInUse;

/** Completes the currencies in use. */
@Service
public final class CurrencyCompleter implements Completer {

    @Reference
    Currencies currencies;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var codes = currencies.list(Locale.ENGLISH).stream()
                .map(CurrencyInUse::code)
                .toList();
        return new StringsCompleter(codes).complete(session, commandLine, candidates);
    }
}
