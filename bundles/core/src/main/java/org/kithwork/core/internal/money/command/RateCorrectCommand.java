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

/** {@code rate:correct}. */
@Service
@Command(scope = "rate", name = "correct", description = "Puts another rate in the place of one; the audit keeps both")
@Requires("core:rate:edit")
public final class RateCorrectCommand extends ShellCommand {

    @Argument(index = 0, name = "id", required = true, description = "The rate, as rate:list shows it")
    @Completion(RateCompleter.class)
    String id = "";

    @Argument(index = 1, name = "rate", required = true, description = "What it should be")
    String rate = "";

    @Option(name = "--units", description = "For how many units the rate is: 1, 10, 100, 1000 or 10000")
    int units = 1;

    @Option(name = "--source", description = "Where it was read")
    @Nullable
    String source;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Reference
    RateBook book;

    @Override
    protected void run(Output out) {
        var entry = book.correct(id, new RateDraft.Correction(rate, units, source, reason));
        out.say(
                "1 " + entry.from() + " is " + entry.rate().toPlainString() + " " + entry.to() + " from " + entry.date()
                        + " on",
                entry);
    }
}
