package org.kithwork.core.internal.calendar.command;

import static org.kithwork.shell.Output.column;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarImports;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:import}. */
@Service
@Command(
        scope = "calendar",
        name = "import",
        description = "Takes in the announced holidays of a year: JSON, CSV or iCalendar")
@Requires("core:calendar:edit")
public final class CalendarImportCommand extends ShellCommand {

    private static final long LARGEST = 1 << 20;

    @Argument(name = "file", required = true, description = "A file in the folder drop of the data directory")
    String file = "";

    @Option(name = "--dry-run", description = "Only says what would change")
    boolean dryRun;

    @Reference
    CalendarImports imports;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var result = imports.take(new CalendarImports.Draft(content(), dryRun));
        out.list(
                result.years(),
                column("Year", CalendarImports.Year::year),
                column("Days off", CalendarImports.Year::off),
                column("Working", CalendarImports.Year::working),
                column("Changed", CalendarImports.Year::changed),
                column("Kept by the company", CalendarImports.Year::kept));
    }

    /** Text in UTF-8 or, as spreadsheets in China write it, in GB18030; what cannot be read holds no days. */
    private String content() {
        var path = files.readable(file);
        try {
            if (Files.size(path) > LARGEST) {
                return "";
            }
            var bytes = Files.readAllBytes(path);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, Charset.forName("GB18030"));
        } catch (IOException e) {
            return "";
        }
    }
}
