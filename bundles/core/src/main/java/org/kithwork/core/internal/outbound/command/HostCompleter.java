package org.kithwork.core.internal.outbound.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.outbound.AllowedHost;
import org.kithwork.core.internal.outbound.OutboundHosts;
import org.kithwork.shell.WordCompleter;

/** Completes the hosts of the list. */
@Service
public final class HostCompleter extends WordCompleter {

    @Reference
    OutboundHosts hosts;

    @Override
    protected Collection<String> words() {
        return hosts.list().stream().map(AllowedHost::host).toList();
    }
}
