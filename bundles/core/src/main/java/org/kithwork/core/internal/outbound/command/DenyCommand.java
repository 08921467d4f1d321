package org.kithwork.core.internal.outbound.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.OutboundHosts;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code outbound:deny}. */
@Service
@Command(scope = "outbound", name = "deny", description = "Takes a host off the list of those that may be called")
@Requires("core:outbound:configure")
public final class DenyCommand extends ShellCommand {

    @Argument(name = "host", required = true, description = "The host as outbound:list shows it")
    @Completion(HostCompleter.class)
    String host = "";

    @Reference
    OutboundHosts hosts;

    @Override
    protected void run(Output out) {
        hosts.deny(host);
        out.say("Denied " + host, Map.of("host", host));
    }
}
