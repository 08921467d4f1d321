package org.kithwork.core.internal.outbound.mail.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.mail.MailServer;
import org.kithwork.core.internal.outbound.mail.MailServers;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code mail:server}. */
@Service
@Command(
        scope = "mail",
        name = "server",
        description = "Shows the server that mails go through, and whether it takes them")
@Requires("core:mail:view")
public final class ServerCommand extends ShellCommand {

    @Reference
    MailServers servers;

    @Override
    protected void run(Output out) {
        out.record(
                servers.get(),
                column("Host", MailServer::host),
                column("Port", MailServer::port),
                column("Security", MailServer::security),
                column("Username", MailServer::username),
                column("Password", server -> server.passwordSet() ? "set" : null),
                column("Sender", MailServer::sender),
                column("Sender name", MailServer::senderName),
                column("Site", MailServer::site),
                column("Failing since", MailServer::failingSince),
                column("Problem", MailServer::problem),
                column("Answer", MailServer::answer));
    }
}
