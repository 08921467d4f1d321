package org.kithwork.core.internal.privacy.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.PrivacyCase;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:cases}. */
@Service
@Command(
        scope = "privacy",
        name = "cases",
        description = "Lists the open privacy cases, the most urgent first; with --all every case, newest first")
@Requires("core:privacy:view")
public final class CasesCommand extends ShellCommand {

    @Option(name = "--all", description = "Closed ones as well")
    boolean all;

    @Reference
    PrivacyCases cases;

    @Override
    protected void run(Output out) {
        out.list(
                cases.list(null, !all, PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Id", PrivacyCase::id),
                column("Kind", PrivacyCase::kind),
                column("State", PrivacyCase::state),
                column("Due", PrivacyCase::dueOn),
                column("Days left", PrivacyCase::daysLeft),
                column(
                        "Customer",
                        found -> found.customerId() == null
                                ? ""
                                : found.customerId().value()));
    }
}
