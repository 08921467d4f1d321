package org.kithwork.core.internal.importing.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ErrorReport;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:errors}. */
@Service
@Command(
        scope = "import",
        name = "errors",
        description = "Writes the rows that were refused into a file, to be mended and imported again")
@Requires("core:import:create")
public final class ErrorsCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    String id = "";

    @Argument(
            index = 1,
            name = "file",
            required = true,
            description = "The file to write, on the server; not there yet")
    String file = "";

    @Reference
    ErrorReport errors;

    @Override
    protected void run(Output out) {
        var report = errors.of(id, Locale.ENGLISH);
        var path = Path.of(file);
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
            try (var to = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                report.write(to);
            }
        } catch (IOException e) {
            throw Problem.invalid("/file", ImportTexts.of("file-unwritable", file));
        }
        out.say("Written to " + file + ".", Set.of(file));
    }
}
