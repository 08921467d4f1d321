package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Submission;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.Submissions;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:submissions}. */
@Service
@Command(scope = "intake", name = "submissions", description = "Lists what was sent in, newest first")
@Requires(IntakePermissions.VIEW_SUBMISSIONS)
public final class SubmissionsCommand extends ShellCommand {

    @Argument(name = "state", description = "UNCONFIRMED, RECEIVED, REVIEW, ACCEPTED or REJECTED; all where absent")
    @Completion(StateCompleter.class)
    @Nullable
    String state;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Submissions submissions;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var wanted = faults.choice("/state", state == null ? null : state.toUpperCase(Locale.ROOT), State.class);
        faults.check();
        out.list(
                submissions.list(wanted, paging.request(limit, null)).items(),
                column("Id", Submission::id),
                column("Received", Submission::receivedAt),
                column("Form", Submission::formId),
                column("State", Submission::state),
                column("Doubt", Submission::doubt),
                column("Customer", Submission::customerId),
                column("Decided by", submission -> {
                    var by = submission.decidedBy();
                    return by == null ? null : by.name();
                }));
    }
}
