package org.kithwork.core.internal.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.FrameworkView.Part;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.problem.Message;

/**
 * Works out what a change would touch. A module exports nothing, so nothing is wired to its bundle; the plan proves it
 * for this installation, and refuses what would restart anything else.
 */
final class Planner {

    private final FrameworkView framework;
    private final FeatureHost host;

    Planner(FrameworkView framework, FeatureHost host) {
        this.framework = framework;
        this.host = host;
    }

    /**
     * The plan.
     *
     * @param known what is remembered of the module
     * @param wanted the package of an installation, update or start
     */
    Plan plan(Plan.Action action, String word, Optional<StoredModule> known, @Nullable ModulePackage wanted) {
        var own = part(word);
        var steps = new ArrayList<Plan.Step>();
        own.ifPresent(part -> steps.add(new Plan.Step(part.name(), part.version(), effect(action))));
        if (own.isEmpty() && wanted != null) {
            steps.add(new Plan.Step(ModuleWord.BUNDLE + word, wanted.version(), Plan.Effect.INSTALL));
        }
        var others = own.map(this::othersOf).orElse(List.of());
        others.forEach(part -> steps.add(new Plan.Step(part.name(), part.version(), Plan.Effect.REFRESH)));
        return new Plan(
                action,
                steps,
                dependents(own, others),
                refusal(action, word, known, wanted, others),
                newRights(known, wanted));
    }

    private static Plan.Effect effect(Plan.Action action) {
        return switch (action) {
            case INSTALL, START -> Plan.Effect.NONE;
            case UPDATE -> Plan.Effect.UPDATE;
            case STOP -> Plan.Effect.NONE;
            case REMOVE -> Plan.Effect.REMOVE;
        };
    }

    private Optional<Part> part(String word) {
        return framework.parts().stream()
                .filter(part -> part.name().equals(ModuleWord.BUNDLE + word))
                .findFirst();
    }

    private List<Part> othersOf(Part own) {
        var closure = framework.closure(own.id());
        return framework.parts().stream()
                .filter(part -> part.id() != own.id() && part.running() && closure.contains(part.id()))
                .toList();
    }

    private List<String> dependents(Optional<Part> own, List<Part> others) {
        var words = new TreeSet<String>();
        others.forEach(part -> words.add(part.name()));
        if (own.isPresent()) {
            var users = framework.users(own.get().id());
            framework.parts().stream()
                    .filter(part ->
                            users.contains(part.id()) && part.id() != own.get().id())
                    .flatMap(part -> ModuleWord.ofBundle(part.name()).stream())
                    .forEach(words::add);
        }
        return List.copyOf(words);
    }

    private @Nullable Message refusal(
            Plan.Action action,
            String word,
            Optional<StoredModule> known,
            @Nullable ModulePackage wanted,
            List<Part> others) {
        if (!others.isEmpty()) {
            return ModuleProblem.message(
                    "would-restart",
                    String.join(", ", others.stream().map(Part::name).toList()));
        }
        var rule = againstState(action, word, known, wanted);
        if (rule != null || wanted == null) {
            return rule;
        }
        return wanted.bundle()
                .unfit(framework.apiPackages())
                .or(() -> host.hindrance(wanted))
                .orElse(null);
    }

    private static @Nullable Message againstState(
            Plan.Action action, String word, Optional<StoredModule> known, @Nullable ModulePackage wanted) {
        var installed = known.filter(module -> module.desired() != Desired.REMOVED);
        if (action == Plan.Action.INSTALL) {
            return installed
                    .map(module -> ModuleProblem.message("already-installed", word, module.version()))
                    .orElse(null);
        }
        if (installed.isEmpty()) {
            return ModuleProblem.message("not-installed", word);
        }
        var module = installed.get();
        return switch (action) {
            case UPDATE ->
                wanted != null && !isNewer(wanted, module)
                        ? ModuleProblem.message("version-not-newer", word, wanted.version(), module.version())
                        : null;
            case STOP -> module.desired() == Desired.STOPPED ? ModuleProblem.message("not-running", word) : null;
            default -> null;
        };
    }

    private static boolean isNewer(ModulePackage wanted, StoredModule installed) {
        return wanted.bundle().version().compareTo(org.osgi.framework.Version.parseVersion(installed.version())) > 0;
    }

    private static List<String> newRights(Optional<StoredModule> known, @Nullable ModulePackage wanted) {
        if (wanted == null) {
            return List.of();
        }
        var approved = known.filter(module -> module.desired() != Desired.REMOVED)
                .map(StoredModule::approved)
                .orElse(List.of());
        return wanted.bundle().permissions().stream()
                .filter(permission -> !approved.contains(permission))
                .toList();
    }
}
