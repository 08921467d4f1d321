package org.kithwork.shell;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.kithwork.problem.Problem;

/**
 * A problem in the words of the shell: one line, then a line for each fault. It is Karaf's own exception and no kind of
 * it, because Karaf goes by its name: any other is printed as an error and logged with its stack.
 */
final class CommandFailure {

    private CommandFailure() {}

    static CommandException of(Problem problem, Locale locale) {
        var text = problem.detail(locale)
                + problem.faults().stream()
                        .map(fault -> "\n  " + fault.pointer() + ": "
                                + fault.message().text(locale))
                        .collect(Collectors.joining());
        return new CommandException(text, text);
    }

    /** What is told of a defect, whose cause is for the log. */
    static CommandException ofDefect() {
        var text = "The command failed; kithwork.log says why.";
        return new CommandException(text, text);
    }
}
