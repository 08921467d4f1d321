package org.kithwork.core.internal.privacy.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.core.internal.privacy.EvidencePack;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:evidence}. */
@Service
@Command(
        scope = "privacy",
        name = "evidence",
        description =
                "Writes a ZIP for an authority that asks how personal data are handled; no customer appears in it")
@Requires("core:audit:export")
public final class EvidenceCommand extends ShellCommand {

    @Argument(
            index = 0,
            name = "file",
            required = true,
            description = "A new file in the folder drop of the data directory")
    String file = "";

    @Reference
    EvidencePack pack;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var content = pack.take();
        try {
            var path = files.created(file);
            Files.write(path, content);
            out.say("Written: " + path, Map.of("file", path.toString(), "bytes", content.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
