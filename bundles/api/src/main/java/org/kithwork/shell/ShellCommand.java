package org.kithwork.shell;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.kithwork.json.Json;
import org.kithwork.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command of the shell: three lines that call a service. A problem becomes a sentence on the error stream and an exit
 * status other than 0; a defect does too, tells nothing of itself, and is logged. The rights are those of the user who is
 * signed in over SSH.
 */
public abstract class ShellCommand implements Action {

    private static final Logger LOGGER = LoggerFactory.getLogger(ShellCommand.class);

    @Option(name = "--json", description = "Print JSON instead of a table")
    boolean asJson;

    @Reference
    Json json;

    @Reference
    Session session;

    /** Does it. */
    protected abstract void run(Output out);

    /** The session, for commands that ask back or watch. */
    protected final Session session() {
        return session;
    }

    @Override
    public final @Nullable Object execute() throws CommandException {
        try {
            run(new Output(session.getConsole(), json, asJson));
            return null;
        } catch (Problem problem) {
            throw CommandFailure.of(problem, Locale.ENGLISH);
        } catch (RuntimeException | LinkageError defect) {
            LOGGER.error("{} failed", getClass().getName(), defect);
            throw CommandFailure.ofDefect();
        }
    }
}
