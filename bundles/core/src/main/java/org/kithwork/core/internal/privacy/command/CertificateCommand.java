package org.kithwork.core.internal.privacy.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.Certificates;
import org.kithwork.json.Json;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:certificate}. */
@Service
@Command(scope = "privacy", name = "certificate", description = "Prints the certificate of an erasure, as JSON")
@Requires("core:privacy:view")
public final class CertificateCommand extends ShellCommand {

    @Argument(index = 0, name = "operation", required = true, description = "The id of the erasure's operation")
    String id = "";

    @Reference
    Certificates certificates;

    @Reference
    Json json;

    @Override
    protected void run(Output out) {
        var certificate = certificates.of(id);
        out.say(json.write(certificate), certificate);
    }
}
