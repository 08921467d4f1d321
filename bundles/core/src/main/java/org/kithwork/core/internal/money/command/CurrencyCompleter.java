package org.kithwork.core.internal.money.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.core.internal.money.CurrencyInUse;
import org.kithwork.shell.WordCompleter;

/** Completes the currencies in use. */
@Service
public final class CurrencyCompleter extends WordCompleter {

    @Reference
    Currencies currencies;

    @Override
    protected List<String> words() {
        return currencies.list(Locale.ENGLISH).stream().map(CurrencyInUse::code).toList();
    }
}
