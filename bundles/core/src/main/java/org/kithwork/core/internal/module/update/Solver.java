package org.kithwork.core.internal.module.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.ModulePackage;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.problem.Message;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * Finds the versions of the installed modules that go with a core. Modules know the API alone, so with the core given each
 * is solved by itself; and because only the whole set is judged, a core that wants a newer module and a module that wants
 * a newer core do not wait for each other.
 */
public final class Solver {

    private final Map<String, Version> api;
    private final Map<String, VersionRange> works;

    /**
     * A solver.
     *
     * @param api the packages that the core offers to modules
     * @param works the versions of modules that the core works with, for those that it names
     */
    public Solver(Map<String, Version> api, Map<String, VersionRange> works) {
        this.api = api;
        this.works = works;
    }

    /** A module that is installed, with all packages of it that are here, newest first. */
    public record Installed(String word, Version version, List<ModulePackage> packages) {

        public Installed {
            packages = List.copyOf(packages);
        }
    }

    /** The version of a module in the set. */
    public record Choice(String word, Version from, ModulePackage chosen) {

        public boolean changes() {
            return !from.equals(chosen.bundle().version());
        }
    }

    /** A newer version that is here and not taken. */
    public record LeftOut(String word, String version, Message reason) {}

    /**
     * The set.
     *
     * @param refusals why there is none; empty when there is
     */
    public record Solution(List<Choice> choices, List<LeftOut> leftOut, List<Message> refusals) {

        public Solution {
            choices = List.copyOf(choices);
            leftOut = List.copyOf(leftOut);
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Solves the set: of each module the newest version that fits, never an older one than runs.
     *
     * @param wishes the versions that are to be taken, for modules that are named
     */
    public Solution solve(List<Installed> installed, Map<String, Version> wishes) {
        var found = new Collected(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var unknown = new TreeMap<>(wishes);
        for (var module : installed) {
            unknown.remove(module.word());
            solve(module, wishes.get(module.word()), found);
        }
        unknown.keySet().forEach(word -> found.refusals().add(ModuleProblem.message("not-installed", word)));
        return new Solution(found.choices(), found.leftOut(), found.refusals());
    }

    /** What comes together. */
    private record Collected(List<Choice> choices, List<LeftOut> leftOut, List<Message> refusals) {}

    private void solve(Installed module, @Nullable Version wish, Collected found) {
        var candidates = module.packages().stream()
                .filter(one -> one.bundle().version().compareTo(module.version()) >= 0)
                .filter(one -> wish == null || one.bundle().version().equals(wish))
                .toList();
        if (candidates.isEmpty()) {
            found.refusals()
                    .add(
                            wish == null
                                    ? ModuleProblem.message(
                                            "package-gone",
                                            module.word(),
                                            module.version().toString())
                                    : ModuleProblem.message("version-unknown", module.word(), wish.toString()));
            return;
        }
        Message first = null;
        for (var candidate : candidates) {
            var reason = unfit(candidate);
            if (reason.isEmpty()) {
                found.choices().add(new Choice(module.word(), module.version(), candidate));
                return;
            }
            first = first == null ? reason.get() : first;
            if (!candidate.bundle().version().equals(module.version())) {
                found.leftOut().add(new LeftOut(module.word(), candidate.version(), reason.get()));
            }
        }
        var newest = candidates.get(0);
        found.refusals()
                .add(ModuleProblem.message(
                        "core-unfit-module",
                        module.word(),
                        newest.version(),
                        first == null ? ModuleProblem.message("module-unknown", module.word()) : first));
    }

    private Optional<Message> unfit(ModulePackage candidate) {
        var range = works.get(candidate.name());
        return range != null && !range.includes(candidate.bundle().version())
                ? Optional.of(ModuleProblem.message(
                        "core-wants-module", candidate.name(), range.toString(), candidate.version()))
                : candidate.bundle().unfit(api);
    }
}
