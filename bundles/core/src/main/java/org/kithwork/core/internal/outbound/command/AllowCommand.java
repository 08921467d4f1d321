package org.kithwork.core.internal.outbound.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.OutboundHosts;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code outbound:allow}. */
@Service
@Command(scope = "outbound", name = "allow", description = "Allows calls to a host")
@Requires("core:outbound:configure")
public final class AllowCommand extends ShellCommand {

    @Argument(
            name = "host",
            required = true,
            description = "A name, *.domain or an address; with :port where it is neither 80 nor 443")
    String host = "";

    @Option(name = "--internal", description = "It may be on this machine or in a private network")
    boolean internal;

    @Option(name = "--note", description = "What it is for")
    @Nullable
    String note;

    @Reference
    OutboundHosts hosts;

    @Override
    protected void run(Output out) {
        var allowed = hosts.allow(new OutboundHosts.Draft(host, internal, note));
        out.say("Allowed " + allowed.host(), allowed);
    }
}
