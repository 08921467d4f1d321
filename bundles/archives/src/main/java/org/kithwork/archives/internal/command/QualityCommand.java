package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Qualities;
import org.kithwork.archives.internal.QualityLine;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:quality}. */
@Service
@Command(scope = "archives", name = "quality", description = "Tells how the fields of a customer stand")
@Requires(ArchivesPermissions.VIEW_QUALITY)
public final class QualityCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id", required = true)
    String customer = "";

    @Reference
    Qualities qualities;

    @Override
    protected void run(Output out) {
        out.list(
                qualities.of(CustomerId.fromString(customer)).fields(),
                column("Field", QualityLine::field),
                column("Standing", QualityLine::standing),
                column("Weight", QualityLine::weight),
                column("Since", QualityLine::since),
                column("Check on", QualityLine::staleAt),
                column("Stale", QualityLine::stale));
    }
}
