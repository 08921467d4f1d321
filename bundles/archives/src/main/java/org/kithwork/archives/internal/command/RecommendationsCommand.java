package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.recommendation.Recommendation;
import org.kithwork.archives.internal.recommendation.Recommendations;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:recommendations}. */
@Service
@Command(
        scope = "archives",
        name = "recommendations",
        description = "Lists what to offer a customer, the likeliest first, each with its reason")
@Requires(ArchivesPermissions.VIEW_RECOMMENDATIONS)
public final class RecommendationsCommand extends ShellCommand {

    @Argument(name = "customer", required = true, description = "The customer's id")
    String customer = "";

    @Reference
    Recommendations recommendations;

    @Override
    protected void run(Output out) {
        out.list(
                recommendations
                        .of(CustomerId.fromString(customer), Locale.ENGLISH)
                        .items(),
                column("Item", Recommendation::name),
                column("Confidence", Recommendation::confidence),
                column("Lift", Recommendation::lift),
                column("Reason", Recommendation::reason));
    }
}
