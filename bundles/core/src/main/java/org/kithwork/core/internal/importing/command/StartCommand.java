package org.kithwork.core.internal.importing.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.OptionsDraft;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:start}. */
@Service
@Command(scope = "import", name = "start", description = "Imports a file of the server")
@Requires("core:import:create")
public final class StartCommand extends ShellCommand {

    @Argument(
            name = "file",
            required = true,
            description = "A CSV file or workbook on the server, in the folder drop of its data")
    @Completion(DropCompleter.class)
    String file = "";

    @Option(name = "--kind", description = "What its rows are, such as customers")
    @Completion(KindCompleter.class)
    String kind = "customers";

    @Option(name = "--source", description = "The system that it comes from, such as pos")
    @Nullable
    String source;

    @Option(
            name = "--map",
            description = "column=field; once for each column, all proposed ones without it",
            multiValued = true)
    @Nullable
    List<String> mapping;

    @Option(name = "--key", description = "The field that identifies a row, such as identifier:pos")
    @Nullable
    String key;

    @Option(name = "--on-duplicate", description = "SKIP, OVERWRITE, FILL, NEWEST or REVIEW")
    @Completion(
            value = StringsCompleter.class,
            values = {"SKIP", "OVERWRITE", "FILL", "NEWEST", "REVIEW"})
    @Nullable
    String onDuplicate;

    @Option(name = "--encoding", description = "Its encoding; found out without it")
    @Nullable
    String encoding;

    @Option(name = "--separator", description = "Its separator; found out without it")
    @Nullable
    String separator;

    @Option(name = "--sheet", description = "The sheet of a workbook, by name or number; the first one without it")
    @Nullable
    String sheet;

    @Option(name = "--header-row", description = "The row of the sheet with the names of the columns")
    @Nullable
    Integer headerRow;

    @Option(name = "--zone", description = "The zone of times without one")
    @Nullable
    String zone;

    @Option(name = "--option", description = "name=value of an option that the kind understands", multiValued = true)
    @Nullable
    List<String> options;

    @Option(name = "--dry-run", description = "Only try")
    boolean dryRun;

    @Option(name = "--watch", description = "Follow it")
    boolean watch;

    @Reference
    ImportDesk desk;

    @Reference
    ServerFiles files;

    @Override
    protected void run(Output out) {
        var draft = OptionsDraft.of(members());
        var path = files.readable(file);
        try (var content = Files.newInputStream(path)) {
            var upload = desk.receive(String.valueOf(path.getFileName()), content);
            var view = desk.create(upload, draft, dryRun, Locale.ENGLISH);
            if (watch) {
                Watching.follow(desk, view.id(), out);
            } else {
                out.say("Import " + view.id() + " is " + view.state() + ".", view);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be read", e);
        }
    }

    private Map<String, @Nullable Object> members() {
        var members = new HashMap<String, @Nullable Object>(pairs(options));
        members.put("kind", kind);
        members.put("source", source);
        members.put("onDuplicate", onDuplicate);
        members.put("encoding", encoding);
        members.put("separator", separator);
        members.put("sheet", sheet);
        members.put("headerRow", headerRow);
        members.put("zone", zone);
        if (key != null) {
            members.put("key", key);
        }
        if (mapping != null) {
            members.put("mapping", pairs(mapping));
        }
        return members;
    }

    private static Map<String, String> pairs(@Nullable List<String> texts) {
        var pairs = new LinkedHashMap<String, String>();
        for (var text : texts == null ? List.<String>of() : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw Problem.invalid("/mapping", ImportTexts.of("pair-invalid", text));
            }
            pairs.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return pairs;
    }
}
