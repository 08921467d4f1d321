package org.kithwork.shell;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.kithwork.problem.Problem;

/** A problem in the words of the shell: one line, then a line for each fault. */
public final class CommandFailure extends CommandException {

    private static final long serialVersionUID = 1L;

    CommandFailure(Problem problem, Locale locale) {
        super(problem.detail(locale)
                + problem.faults().stream()
                        .map(fault -> "\n  " + fault.pointer() + ": "
                                + fault.message().text(locale))
                        .collect(Collectors.joining()));
    }
}
