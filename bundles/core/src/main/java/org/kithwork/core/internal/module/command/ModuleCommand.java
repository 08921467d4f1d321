package org.kithwork.core.internal.module.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.core.internal.module.Plan;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** What the commands of modules share. */
abstract class ModuleCommand extends ShellCommand {

    static final Locale LANGUAGE = Locale.ENGLISH;

    /** What comes of a file on the machine of Kithwork. */
    static <T> T ofFile(String file, BiFunction<InputStream, String, T> work) {
        var path = Path.of(file);
        try (var content = Files.newInputStream(path)) {
            return work.apply(content, String.valueOf(path.getFileName()));
        } catch (IOException e) {
            throw ModuleProblem.invalid("file-unreadable", file);
        }
    }

    static void show(Output out, Modules.Outcome outcome) {
        show(out, outcome.module());
    }

    /** The rights by their titles, where the module has any for them, with their codes. */
    static void show(Output out, Plan plan, Map<String, String> titles) {
        var reason = plan.reason();
        out.record(
                plan,
                Output.column("Action", Plan::action),
                Output.column(
                        "Bundles",
                        one -> one.bundles().stream()
                                .map(step -> step.name() + " " + step.version() + " " + step.effect())
                                .collect(Collectors.joining(", "))),
                Output.column("Used by", one -> String.join(", ", one.dependents())),
                Output.column(
                        "New rights",
                        one -> one.permissions().stream()
                                .map(right ->
                                        titles.containsKey(right) ? titles.get(right) + " (" + right + ")" : right)
                                .collect(Collectors.joining(", "))),
                Output.column("Refused", one -> reason == null ? "no" : reason.text(LANGUAGE)));
    }

    static void show(Output out, ModuleView module) {
        out.record(
                module,
                Output.column("Module", ModuleView::name),
                Output.column("Title", ModuleView::title),
                Output.column("Version", ModuleView::version),
                Output.column("State", ModuleView::state),
                Output.column("Packages", view -> String.join(" ", view.packages())),
                Output.column("Problem", view -> view.problem() == null ? "-" : view.problem()));
    }
}
