package org.kithwork.core.internal.duplicate.command;

import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.duplicate.DuplicateMethod;
import org.kithwork.core.internal.duplicate.Duplicates;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code duplicate:search}. */
@Service
@Command(scope = "duplicate", name = "search", description = "Searches all customers for duplicates, as a job")
@Requires("core:duplicate:configure")
public final class SearchCommand extends ShellCommand {

    @Option(name = "--weights", description = "default, or estimated from the customers themselves")
    @Nullable
    String weights;

    @Reference
    Duplicates duplicates;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var method = faults.choice(
                "/weights", weights == null ? null : weights.toUpperCase(Locale.ROOT), DuplicateMethod.class);
        faults.check();
        var job = duplicates.search(method);
        out.say("The search runs as job " + job + ".", Map.of("job", job));
    }
}
