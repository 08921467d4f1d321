package org.kithwork.core.internal.money.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.RateBook;
import org.kithwork.core.internal.money.RateEntry;
import org.kithwork.core.internal.money.RateList;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code rate:withdraw}. */
@Service
@Command(
        scope = "rate",
        name = "withdraw",
        description = "Takes a rate back that should not be there; the one before it holds again")
@Requires("core:rate:edit")
public final class RateWithdrawCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The rate, as rate:list shows it")
    @Completion(RateCompleter.class)
    String id = "";

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Option(name = "--dry-run", description = "Only says which rate it is")
    boolean dryRun;

    @Reference
    RateBook book;

    @Reference
    RateList rates;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var entry = rates.get(id);
            out.say("Would be withdrawn: " + sentence(entry), entry);
        } else {
            var entry = book.withdraw(id, reason);
            out.say("Withdrawn: " + sentence(entry), entry);
        }
    }

    private static String sentence(RateEntry entry) {
        return "1 " + entry.from() + " is " + entry.rate().toPlainString() + " " + entry.to() + " from " + entry.date();
    }
}
