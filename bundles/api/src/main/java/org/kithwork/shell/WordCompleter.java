package org.kithwork.shell;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.problem.Problem;

/**
 * Completes an argument of a command by one of a few words, such as the ids of what the user may see. It is annotated with
 * {@code @Service} and named by {@code @Completion} at the argument.
 */
public abstract class WordCompleter implements Completer {

    /**
     * All words that would do; asked each time the user wants to complete. One who has no right to know them, which a
     * {@link Problem} tells, is offered none.
     */
    protected abstract Collection<String> words();

    @Override
    public final int complete(Session session, CommandLine commandLine, List<String> candidates) {
        try {
            return new StringsCompleter(words()).complete(session, commandLine, candidates);
        } catch (Problem refusal) {
            return -1;
        }
    }
}
