package org.kithwork.core.internal.privacy.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.Hold;
import org.kithwork.core.internal.privacy.LegalHolds;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:holds}. */
@Service
@Command(scope = "privacy", name = "holds", description = "Lists the legal holds")
@Requires("core:privacy:view")
public final class HoldsCommand extends ShellCommand {

    @Option(name = "--all", description = "Those as well that are released or over")
    boolean all;

    @Reference
    LegalHolds holds;

    @Override
    protected void run(Output out) {
        out.list(
                holds.list(null, !all, PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Id", Hold::id),
                column("Customer", hold -> hold.customerId().value()),
                column("Until", Hold::until),
                column("Active", Hold::active),
                column("Set by", hold -> hold.createdBy().name()));
    }
}
