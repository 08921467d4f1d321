package org.kithwork.core.internal.module.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.UpdateState;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;

/** What the commands of updates share. */
abstract class UpdateSetCommand extends ModuleCommand {

    /** From {@code 1.2.0} for the core and {@code archives=1.1.0} for modules. */
    static Updates.Wish wish(@Nullable List<String> words) {
        String core = null;
        var modules = new TreeMap<String, String>();
        for (var word : words == null ? List.<String>of() : words) {
            var equals = word.indexOf('=');
            if (equals > 0) {
                modules.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (core == null) {
                core = word;
            } else {
                throw Problem.invalid("/core", ModuleProblem.message("core-version", word));
            }
        }
        return new Updates.Wish(core, modules);
    }

    static void show(Output out, UpdateState state) {
        out.record(
                state,
                Output.column("Core", UpdateState::core),
                Output.column("Newer packages", one -> words(String.join(" ", one.packages()))),
                Output.column("At the next start", one -> {
                    var staged = one.staged();
                    return staged == null ? "-" : set(staged.core(), staged.modules());
                }),
                Output.column("Taken back", one -> {
                    var failed = one.failed();
                    return failed == null ? "-" : set(failed.core(), failed.modules()) + ": " + failed.reason();
                }));
    }

    private static String set(String core, Map<String, String> modules) {
        var text = new StringBuilder("core " + core);
        new TreeMap<>(modules)
                .forEach((word, version) ->
                        text.append(", ").append(word).append(' ').append(version));
        return text.toString();
    }

    static String words(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
