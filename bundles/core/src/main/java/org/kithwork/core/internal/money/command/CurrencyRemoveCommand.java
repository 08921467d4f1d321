package org.kithwork.core.internal.money.command;

import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code currency:remove}. */
@Service
@Command(
        scope = "currency",
        name = "remove",
        description = "Takes a currency off the list; its rates stay, and it can be added again")
@Requires("core:rate:edit")
public final class CurrencyRemoveCommand extends ShellCommand {

    @Argument(name = "code", required = true, description = "Its code, such as USD")
    @Completion(CurrencyCompleter.class)
    String code = "";

    @Reference
    Currencies currencies;

    @Override
    protected void run(Output out) {
        currencies.remove(code);
        var removed = code.toUpperCase(Locale.ROOT);
        out.say(removed + " is no longer in use", Map.of("code", removed));
    }
}
