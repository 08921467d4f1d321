package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.doctor.Doctor;
import org.kithwork.core.internal.module.doctor.Finding;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Check the installation. */
@Service
@Command(
        scope = "kithwork",
        name = "doctor",
        description = "Check the installation; the exit status is 0 when nothing failed")
@Requires("core:module:view")
public class DoctorCommand extends ShellCommand {

    @Reference
    Doctor doctor;

    @Override
    protected void run(Output out) {
        var findings = doctor.examine();
        out.list(
                findings,
                Output.column("Check", Finding::check),
                Output.column("State", Finding::level),
                Output.column("Detail", Finding::detail));
        var failed = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .count();
        if (failed > 0) {
            throw ModuleProblem.conflict("doctor-failed", Long.toString(failed));
        }
    }
}
