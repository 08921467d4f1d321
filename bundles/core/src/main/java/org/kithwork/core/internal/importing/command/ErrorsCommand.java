package org.kithwork.core.internal.importing.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.ErrorReport;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:errors}. */
@Service
@Command(
        scope = "import",
        name = "errors",
        description = "Writes the rows that were refused, with the reasons, as CSV to be mended and imported again")
@Requires("core:import:create")
public final class ErrorsCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Argument(
            index = 1,
            name = "file",
            description = "A new file on the server, in the folder drop of its data; printed without it")
    @Nullable
    String file;

    @Reference
    ErrorReport errors;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var report = errors.of(id, Locale.ENGLISH);
        try {
            if (file == null) {
                report.write(session().getConsole());
                return;
            }
            var path = files.created(file);
            try (var to = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                report.write(to);
            }
            out.say("Written to " + path + ".", Map.of("file", path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The rows that were refused cannot be written", e);
        }
    }
}
