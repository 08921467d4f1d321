package org.kithwork.core.internal.outbound.mail.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.mail.MailTrial;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code mail:test}. */
@Service
@Command(scope = "mail", name = "test", description = "Sends a mail now, and says what the server said")
@Requires("core:mail:configure")
public final class TestCommand extends ShellCommand {

    @Argument(name = "to", required = true, description = "An address of your own")
    String to = "";

    @Reference
    MailTrial trial;

    @Override
    protected void run(Output out) {
        var result = trial.send(to, Locale.ENGLISH);
        var answer = result.answer() == null ? "" : " It said: " + result.answer();
        out.say(result.taken() ? "The server has taken it" : result.explanation() + answer, result);
    }
}
