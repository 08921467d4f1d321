package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.FollowUp;
import org.kithwork.archives.internal.FollowUps;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:follow-ups}. */
@Service
@Command(scope = "archives", name = "follow-ups", description = "Lists follow-ups in the order of their time")
@Requires(ArchivesPermissions.VIEW_FOLLOW_UPS)
public final class FollowUpsCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--mine", description = "Only my own")
    boolean mine;

    @Option(name = "--state", description = "PLANNED, DONE, MISSED or CANCELLED")
    @Completion(
            value = StringsCompleter.class,
            values = {"PLANNED", "DONE", "MISSED", "CANCELLED"})
    @Nullable
    String state;

    @Option(name = "--escalated", description = "Only missed ones that became the matter of ME or, as yet, of NOBODY")
    @Completion(
            value = StringsCompleter.class,
            values = {"ME", "NOBODY"})
    @Nullable
    String escalated;

    @Option(name = "--from", description = "The first day, such as 2026-12-01")
    @Nullable
    String from;

    @Option(name = "--until", description = "The last day")
    @Nullable
    String until;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 50;

    @Reference
    FollowUps followUps;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var of = customer == null ? null : CustomerId.fromString(customer);
        var filter = new FollowUps.Filter(of, mine, state, escalated, from, until);
        out.list(
                followUps.list(filter, paging.request(limit, null)).items(),
                column("Id", FollowUp::id),
                column("Planned", FollowUp::planAt),
                column("Customer", FollowUp::customerId),
                column("Kind", FollowUp::kind),
                column("Owner", followUp -> followUp.owner().name()),
                column("Subject", FollowUp::subject),
                column("State", FollowUp::state),
                column("Escalated to", FollowUpsCommand::escalatedTo));
    }

    private static String escalatedTo(FollowUp followUp) {
        var escalation = followUp.escalation();
        if (escalation == null) {
            return "";
        }
        var to = escalation.to();
        return to == null ? "nobody" : String.valueOf(to.name());
    }
}
