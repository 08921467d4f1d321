package org.kithwork.core.internal.outbound.mail.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.mail.MailServers;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code mail:set}. The password is asked for, so that it stands in no history. */
@Service
@Command(
        scope = "mail",
        name = "set",
        description = "Names the server that mails go through; asks for the password of a user name")
@Requires("core:mail:configure")
public final class SetCommand extends ShellCommand {

    @Argument(index = 0, name = "host", required = true, description = "The server")
    String host = "";

    @Argument(index = 1, name = "sender", required = true, description = "The address in whose name mails go")
    String sender = "";

    @Argument(
            index = 2,
            name = "site",
            required = true,
            description = "Where customers reach Kithwork, for links: https://crm.example.com")
    String site = "";

    @Option(name = "--port", description = "The port: 587 unless said, 465 with TLS")
    @Nullable
    Integer port;

    @Option(name = "--security", description = "STARTTLS unless said, TLS, or NONE for a server on this machine")
    String security = "STARTTLS";

    @Option(name = "--username", description = "With which to sign in")
    @Nullable
    String username;

    @Option(name = "--name", description = "What the sender is called")
    @Nullable
    String senderName;

    @Reference
    MailServers servers;

    @Override
    protected void run(Output out) {
        var standard = security.equals("TLS") ? 465 : 587;
        var password = username == null ? "" : asked();
        var server = servers.set(new MailServers.Change(
                host,
                port == null ? Integer.valueOf(standard) : port,
                security,
                username,
                password,
                sender,
                senderName,
                site));
        out.say("Mails go through " + server.host() + "; try it with mail:test", server);
    }

    private String asked() {
        try {
            return session().readLine("Password: ", '*');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
