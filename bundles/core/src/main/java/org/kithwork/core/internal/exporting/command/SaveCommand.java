package org.kithwork.core.internal.exporting.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code export:save}. */
@Service
@Command(
        scope = "export",
        name = "save",
        description = "Writes the file of an export of yours, in clear, to a new file on the server")
@Requires("core:export:view")
public final class SaveCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The export's id")
    @Completion(ExportCompleter.class)
    String id = "";

    @Argument(
            index = 1,
            name = "file",
            required = true,
            description = "A new file in the folder drop of the server's data")
    String file = "";

    @Reference
    ExportDesk desk;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var download = desk.take(id);
        try {
            var path = files.created(file);
            try (var to = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                download.content().writeTo(to);
            }
            out.say("Written to " + path + ".", Map.of("file", path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The file of the export cannot be written", e);
        }
    }
}
