package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.audit.AuditVerifier;
import org.kithwork.core.internal.access.audit.AuditVerifier.Broken;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code audit:verify}. */
@Service
@Command(scope = "audit", name = "verify", description = "Finds audit entries that were changed, removed or cut off")
@Requires("core:audit:view")
public final class AuditVerifyCommand extends ShellCommand {

    @Reference
    AuditVerifier verifier;

    @Override
    protected void run(Output out) {
        var result = verifier.verify();
        if (result.isSound()) {
            out.say("The chain of " + result.checked() + " entries is sound", result);
            return;
        }
        out.list(
                result.faults(),
                column("Link", Broken::seq),
                column("Entry", Broken::auditId),
                column("Fault", Broken::kind));
        throw Problem.conflict(
                Message.of(AuditVerifier.class, "audit-broken", result.faults().size()));
    }
}
