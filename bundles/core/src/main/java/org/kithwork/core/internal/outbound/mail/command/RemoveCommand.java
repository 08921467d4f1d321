package org.kithwork.core.internal.outbound.mail.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.mail.MailServers;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code mail:remove}. */
@Service
@Command(scope = "mail", name = "remove", description = "Takes the mail server away; no mail goes out then")
@Requires("core:mail:configure")
public final class RemoveCommand extends ShellCommand {

    @Reference
    MailServers servers;

    @Override
    protected void run(Output out) {
        var server = servers.get();
        servers.remove();
        out.say("No mail goes through " + server.host() + " any more", Map.of("host", server.host()));
    }
}
