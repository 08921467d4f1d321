package org.kithwork.core.internal.outbound.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.outbound.AllowedHost;
import org.kithwork.core.internal.outbound.OutboundHosts;

/** Completes the hosts of the list. */
@Service
public final class HostCompleter implements Completer {

    @Reference
    OutboundHosts hosts;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var names = hosts.list().stream().map(AllowedHost::host).toList();
        return new StringsCompleter(names).complete(session, commandLine, candidates);
    }
}
