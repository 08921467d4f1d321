package org.kithwork.core.internal.privacy.command;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.core.internal.privacy.Certificates;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:verify-certificate}. */
@Service
@Command(
        scope = "privacy",
        name = "verify-certificate",
        description = "Tells whether a certificate of an erasure was issued here and not changed")
@Requires("core:privacy:view")
public final class VerifyCertificateCommand extends ShellCommand {

    private static final long LARGEST = 1 << 20;

    @Argument(
            index = 0,
            name = "file",
            required = true,
            description = "A file in the folder drop of the data directory")
    String file = "";

    @Reference
    Certificates certificates;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var verdict = certificates.verifyText(text());
        if (!verdict.genuine()) {
            throw Problem.conflict(Certificates.message("certificate-false"));
        }
        out.say("Genuine: " + verdict.id(), verdict);
    }

    /** What cannot be read is no certificate. */
    private String text() {
        var path = files.readable(file);
        try {
            return Files.size(path) > LARGEST ? "" : Files.readString(path);
        } catch (IOException e) {
            return "";
        }
    }
}
