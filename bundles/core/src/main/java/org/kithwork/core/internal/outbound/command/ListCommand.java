package org.kithwork.core.internal.outbound.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.AllowedHost;
import org.kithwork.core.internal.outbound.OutboundHosts;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code outbound:list}. */
@Service
@Command(scope = "outbound", name = "list", description = "Lists the hosts that may be called; all others may not")
@Requires("core:outbound:view")
public final class ListCommand extends ShellCommand {

    @Reference
    OutboundHosts hosts;

    @Override
    protected void run(Output out) {
        out.list(
                hosts.list(),
                column("Host", AllowedHost::host),
                column("Internal", AllowedHost::internal),
                column("Since", AllowedHost::allowedAt),
                column("By", AllowedHost::allowedBy),
                column("Note", AllowedHost::note));
    }
}
