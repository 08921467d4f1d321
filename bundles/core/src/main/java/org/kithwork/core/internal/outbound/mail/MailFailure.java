package org.kithwork.core.internal.outbound.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server did not take a mail. */
final class MailFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_ANSWER = 200;
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");

    private final MailProblem problem;
    private final @Nullable String answer;

    /**
     * A failure.
     *
     * @param answer what the server said; {@code null} where it said nothing. Servers repeat to whom a mail was to go: addresses are
     *     left out, since whoever looks after the server does not learn them
     */
    MailFailure(MailProblem problem, @Nullable String answer) {
        super(problem.name());
        this.problem = problem;
        this.answer = answer == null ? null : oneLine(answer);
    }

    private static String oneLine(String text) {
        var line = ADDRESS.matcher(text).replaceAll("…").strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_ANSWER ? line.substring(0, LONGEST_ANSWER) : line;
    }

    MailProblem problem() {
        return problem;
    }

    @Nullable
    String answer() {
        return answer;
    }
}
