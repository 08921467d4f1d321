package org.kithwork.core.internal.module;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.guard.Refusals;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an administrator does with modules. Each change is planned again when its turn has come. */
@Component(service = Modules.class)
public final class Modules {

    static final Permission VIEW = Permission.of("core:module:view");
    static final Permission CREATE = Permission.of("core:module:create");
    static final Permission EDIT = Permission.of("core:module:edit");
    static final Permission DELETE = Permission.of("core:module:delete");

    /** Longer than a failing start takes to be noticed; what takes longer goes on without the caller. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final AccessControl access;
    private final Transactions transactions;
    private final Inside inside;
    private final Planner planner;

    /** The parts of this area. */
    private record Inside(
            ModuleShelf shelf,
            ModuleStore store,
            ModuleLife life,
            ModuleThread thread,
            ModuleRegistry registry,
            ModulePurge purge,
            ModuleFacts facts) {}

    /**
     * How a change ended.
     *
     * @param finished whether it is over; else it goes on and the state tells
     */
    public record Outcome(ModuleView module, boolean finished) {}

    @Activate
    public Modules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference ModuleShelf shelf,
            @Reference ModuleStore store,
            @Reference ModuleLife life,
            @Reference ModuleThread thread,
            @Reference ModuleRegistry registry,
            @Reference ModulePurge purge,
            @Reference ModuleFacts facts,
            @Reference FrameworkView framework,
            @Reference FeatureHost host) {
        this.access = access;
        this.transactions = transactions;
        this.inside = new Inside(shelf, store, life, thread, registry, purge, facts);
        this.planner = new Planner(framework, host);
    }

    /** Every module that is installed, was installed or could be. */
    public List<ModuleView> list(Locale locale) {
        access.require(VIEW);
        var packages = inside.shelf().all();
        var stored = transactions.call(inside.store()::all);
        var words = new TreeSet<String>();
        packages.forEach(one -> words.add(one.name()));
        stored.forEach(one -> words.add(one.name()));
        words.addAll(inside.registry().states().keySet());
        var lags = inside.facts().lags();
        return words.stream()
                .map(word -> view(
                        word,
                        packages.stream().filter(one -> one.name().equals(word)).toList(),
                        stored.stream().filter(one -> one.name().equals(word)).findFirst(),
                        lags,
                        locale))
                .toList();
    }

    /** Bundles that are no modules and offer what is not theirs to offer, which is kept from everybody. */
    public List<Refusals.Stranger> strangers() {
        access.require(VIEW);
        return inside.facts().strangers();
    }

    public ModuleView get(String word, Locale locale) {
        access.require(VIEW);
        return view(word, locale).orElseThrow(() -> Problem.notFound("module"));
    }

    private Optional<ModuleView> view(String word, Locale locale) {
        var packages = inside.shelf().of(word);
        var stored = stored(word);
        return packages.isEmpty()
                        && stored.isEmpty()
                        && inside.registry().state(word).isEmpty()
                ? Optional.empty()
                : Optional.of(view(word, packages, stored, inside.facts().lags(), locale));
    }

    private ModuleView view(
            String word,
            List<ModulePackage> packages,
            Optional<StoredModule> stored,
            Map<String, Long> lags,
            Locale locale) {
        var installed = stored.filter(one -> one.desired() != Desired.REMOVED);
        var version = installed
                .map(StoredModule::version)
                .or(() -> packages.stream().findFirst().map(ModulePackage::version))
                .orElse("");
        var shown = packages.stream()
                .filter(one -> one.version().equals(version))
                .findFirst()
                .or(() -> packages.stream().findFirst());
        var rights = shown.map(one -> one.bundle().permissions()).orElse(List.of());
        return new ModuleView(
                word,
                shown.map(one -> one.title(locale)).orElse(word),
                version,
                inside.registry().state(word).orElse(State.AVAILABLE),
                stored.map(StoredModule::desired).orElse(Desired.REMOVED),
                packages.stream().map(ModulePackage::version).toList(),
                installed
                        .map(StoredModule::problem)
                        .map(problem -> StoredMessage.read(problem).text(locale))
                        .orElse(null),
                lags.getOrDefault(word, 0L),
                rights,
                rightTitles(packages, locale),
                inside.registry().state(word).filter(State.RUNNING::equals).isPresent()
                        ? inside.facts().undeclared(word, rights)
                        : Set.of(),
                packages.stream().anyMatch(ModulePackage::builtIn),
                inside.purge().hasData(word));
    }

    /** The newest version says it last. */
    private static Map<String, String> rightTitles(List<ModulePackage> newestFirst, Locale locale) {
        var titles = new TreeMap<String, String>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            titles.putAll(newestFirst.get(i).rightTitles(locale));
        }
        return titles;
    }

    /** Checks a package and keeps it; nothing is installed yet. */
    public ModuleView add(InputStream content, String label, Locale locale) {
        access.require(CREATE);
        var kept = inside.shelf().add(content, label);
        inside.registry().offer(kept.name(), State.AVAILABLE);
        return view(kept.name(), locale).orElseThrow();
    }

    /** What a change would do; nothing is changed. */
    public Plan plan(Plan.Action action, String word, @Nullable String version) {
        access.require(VIEW);
        return planned(action, word, version);
    }

    private Plan planned(Plan.Action action, String word, @Nullable String version) {
        if (!isKnown(word)) {
            throw Problem.of(ProblemKind.NOT_FOUND, ModuleProblem.message("module-unknown", word));
        }
        var stored = stored(word);
        var wanted = wanted(action, word, stored, version);
        // What never came up may be tried in another version.
        var again = action == Plan.Action.INSTALL
                && inside.registry().state(word).filter(State.FAILED::equals).isPresent();
        return planner.plan(action, word, again ? Optional.empty() : stored, wanted);
    }

    private boolean isKnown(String word) {
        return !inside.shelf().of(word).isEmpty() || stored(word).isPresent();
    }

    private @Nullable ModulePackage wanted(
            Plan.Action action, String word, Optional<StoredModule> stored, @Nullable String version) {
        if (action == Plan.Action.STOP || action == Plan.Action.REMOVE) {
            return null;
        }
        var wanted = version != null && !version.isBlank()
                ? version
                : action == Plan.Action.START
                        ? stored.map(StoredModule::version).orElse("")
                        : newest(word);
        return inside.shelf()
                .find(word, wanted)
                .orElseThrow(() ->
                        Problem.of(ProblemKind.NOT_FOUND, ModuleProblem.message("version-unknown", word, wanted)));
    }

    private String newest(String word) {
        return inside.shelf().of(word).stream()
                .findFirst()
                .map(ModulePackage::version)
                .orElse("");
    }

    private Optional<StoredModule> stored(String word) {
        return transactions.call(() -> inside.store().find(word));
    }

    public Outcome install(String word, @Nullable String version, Locale locale) {
        access.require(CREATE);
        return change(word, locale, () -> {
            check(Plan.Action.INSTALL, word, version);
            inside.life().install(required(Plan.Action.INSTALL, word, version));
            return true;
        });
    }

    public Outcome update(String word, @Nullable String version, Locale locale) {
        access.require(EDIT);
        return change(word, locale, () -> {
            check(Plan.Action.UPDATE, word, version);
            var before = stored(word).orElseThrow();
            inside.life()
                    .update(
                            required(Plan.Action.UPDATE, word, version),
                            inside.shelf().find(word, before.version()),
                            before.desired() == Desired.RUNNING);
            return true;
        });
    }

    public Outcome start(String word, Locale locale) {
        access.require(EDIT);
        return change(word, locale, () -> {
            check(Plan.Action.START, word, null);
            if (inside.registry().state(word).filter(State.RUNNING::equals).isPresent()) {
                throw ModuleProblem.conflict("already-running", word);
            }
            inside.life().start(required(Plan.Action.START, word, null));
            return true;
        });
    }

    public Outcome stop(String word, Locale locale) {
        access.require(EDIT);
        return change(word, locale, () -> {
            check(Plan.Action.STOP, word, null);
            inside.life().stop(word);
            return true;
        });
    }

    /**
     * Removes a module. With {@code purge} its data goes as well, which needs the name of the backup that holds it; then
     * the module may have been removed before.
     */
    public Outcome remove(String word, boolean purge, @Nullable String backup, Locale locale) {
        access.require(DELETE);
        checkPurge(word, purge, backup);
        return change(word, locale, () -> {
            if (!purge || !isRemoved(word)) {
                check(Plan.Action.REMOVE, word, null);
                inside.life().remove(word, Map.of("purge", purge));
            }
            if (purge) {
                inside.purge().purge(word, backup == null ? "" : backup.strip());
            }
            return true;
        });
    }

    /** What {@link #remove} would do, refused where that would be; nothing is changed. */
    public Plan removal(String word, boolean purge, @Nullable String backup) {
        access.require(DELETE);
        checkPurge(word, purge, backup);
        var plan = planned(Plan.Action.REMOVE, word, null);
        if (plan.reason() != null && !(purge && isRemoved(word))) {
            throw Problem.conflict(plan.reason());
        }
        return plan;
    }

    private void checkPurge(String word, boolean purge, @Nullable String backup) {
        if (purge && (backup == null || backup.isBlank())) {
            throw ModuleProblem.conflict("purge-needs-backup", word);
        }
        if (purge && backup != null) {
            inside.purge().check(word, backup.strip());
        }
    }

    private boolean isRemoved(String word) {
        return stored(word).filter(one -> one.desired() == Desired.REMOVED).isPresent();
    }

    private void check(Plan.Action action, String word, @Nullable String version) {
        var reason = planned(action, word, version).reason();
        if (reason != null) {
            throw Problem.conflict(reason);
        }
    }

    private ModulePackage required(Plan.Action action, String word, @Nullable String version) {
        var wanted = wanted(action, word, stored(word), version);
        if (wanted == null) {
            throw Problem.of(ProblemKind.NOT_FOUND, ModuleProblem.message("module-unknown", word));
        }
        return wanted;
    }

    private Outcome change(String word, Locale locale, Supplier<Boolean> body) {
        if (!isKnown(word)) {
            throw Problem.of(ProblemKind.NOT_FOUND, ModuleProblem.message("module-unknown", word));
        }
        var work = inside.thread().submit(access.actor(), body);
        var finished = ModuleThread.await(work, PATIENCE).isPresent();
        return new Outcome(view(word, locale).orElseThrow(), finished);
    }

    /** The words of all modules, for completion in the shell. */
    public List<String> words() {
        var words = new ArrayList<>(new TreeSet<>(inside.registry().states().keySet()));
        words.removeIf(word -> !ModuleWord.isAllowed(word));
        return words;
    }
}
