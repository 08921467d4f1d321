package org.kithwork.core.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.module.kar.CorePackage;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.core.internal.module.update.PlanFile;
import org.kithwork.core.internal.module.update.Solver;
import org.kithwork.core.internal.module.update.UpdateFolder;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A newer core, and the modules that go with it, as one set: solved together, checked without changing anything, put aside,
 * and tried by the next start, which goes back by itself to what ran before when the set does not come up.
 */
@Component(service = Updates.class)
public final class Updates {

    private static final String OBJECT = "core:update";

    private final AccessControl access;
    private final Transactions transactions;
    private final Inside inside;
    private final Path data;
    private final UpdateFolder folder;

    /** The parts of this area. */
    private record Inside(
            CoreShelf cores,
            ModuleShelf shelf,
            ModuleStore store,
            ModuleRegistry registry,
            ModuleRecords records,
            FrameworkView framework,
            PurgeGuard backups,
            Ids ids) {}

    /**
     * What is asked for.
     *
     * @param core the version of the core; the newest one that was added if it is left out
     * @param modules the versions of modules that are to be taken; of others the newest that fits
     */
    public record Wish(@Nullable String core, Map<String, String> modules) {

        public Wish {
            modules = Map.copyOf(modules);
        }
    }

    @Activate
    public Updates(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference DataDirectory data,
            @Reference CoreShelf cores,
            @Reference ModuleShelf shelf,
            @Reference ModuleStore store,
            @Reference ModuleRegistry registry,
            @Reference ModuleRecords records,
            @Reference FrameworkView framework,
            @Reference PurgeGuard backups,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.inside = new Inside(cores, shelf, store, registry, records, framework, backups, ids);
        this.data = data.file(".").toAbsolutePath().normalize();
        this.folder = folder(data);
    }

    static UpdateFolder folder(DataDirectory data) {
        return new UpdateFolder(
                data.file("core"),
                Path.of(System.getProperty("kithwork.keys", data.file("keys").toString())));
    }

    /** Checks the package of a core and keeps it; nothing else happens. */
    public UpdateState add(InputStream content, String label) {
        access.require(Modules.CREATE);
        inside.cores().add(content, label);
        return now();
    }

    /** What runs, what was added, what waits for the next start, and what did not come up. */
    public UpdateState state() {
        access.require(Modules.VIEW);
        return now();
    }

    private UpdateState now() {
        var running = inside.framework().core().version();
        return new UpdateState(
                running.toString(),
                newer(running).stream().map(one -> one.version().toString()).toList(),
                folder.staged()
                        .map(plan -> new UpdateState.Staged(plan.core(), plan.modules()))
                        .orElse(null),
                folder.failed()
                        .map(one -> new UpdateState.Failed(
                                one.plan().core(), one.plan().modules(), one.reason()))
                        .orElse(null));
    }

    private List<CorePackage> newer(Version running) {
        return inside.cores().all().stream()
                .filter(one -> one.version().compareTo(running) > 0)
                .toList();
    }

    /** What the update would be; nothing is changed. */
    public UpdatePlan plan(Wish wish) {
        access.require(Modules.VIEW);
        return planned(wish).plan();
    }

    /** A plan with what it was made of. */
    private record Planned(UpdatePlan plan, Optional<CorePackage> core) {}

    private Planned planned(Wish wish) {
        var running = inside.framework().core();
        var core = core(wish, running.version());
        if (core.isEmpty()) {
            var reason = ModuleProblem.message("update-nothing");
            return new Planned(nothing(running.version(), reason), core);
        }
        var installed = installed();
        var wanted = core.get();
        var set = new Solver(wanted.api(), wanted.modules()).solve(installed, versions(wish.modules()));
        var needed = wanted.size() + 2 * size(data.resolve("db"));
        var free = free();
        var reasons = new ArrayList<Message>(wanted.lacks());
        if (wanted.version().compareTo(running.version()) <= 0) {
            reasons.add(ModuleProblem.message(
                    "core-not-newer",
                    wanted.version().toString(),
                    running.version().toString()));
        }
        reasons.addAll(set.refusals());
        if (free < needed) {
            reasons.add(ModuleProblem.message("update-no-room", megabytes(needed), megabytes(free)));
        }
        var plan = new UpdatePlan(
                running.version().toString(),
                wanted.version().toString(),
                set.choices().stream()
                        .map(one -> new UpdatePlan.Step(
                                one.word(), one.from().toString(), one.chosen().version()))
                        .toList(),
                set.leftOut().stream()
                        .map(one -> new UpdatePlan.Passed(one.word(), one.version(), one.reason()))
                        .toList(),
                schema(running, wanted, set),
                newRights(set),
                true,
                needed,
                free,
                inside.backups().newest().orElse(null),
                reasons);
        return new Planned(plan, core);
    }

    private UpdatePlan nothing(Version running, Message reason) {
        return new UpdatePlan(
                running.toString(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                0,
                free(),
                inside.backups().newest().orElse(null),
                List.of(reason));
    }

    private Optional<CorePackage> core(Wish wish, Version running) {
        var version = wish.core();
        if (version == null || version.isBlank()) {
            return newer(running).stream().findFirst();
        }
        var found = inside.cores().find(version("/core", version.strip()));
        if (found.isEmpty()) {
            throw Problem.invalid("/core", ModuleProblem.message("version-unknown", CoreShelf.NAME, version));
        }
        return found;
    }

    private List<Solver.Installed> installed() {
        return transactions.call(inside.store()::all).stream()
                .filter(one -> one.desired() != Desired.REMOVED)
                .map(one -> new Solver.Installed(
                        one.name(),
                        Version.parseVersion(one.version()),
                        inside.shelf().of(one.name())))
                .toList();
    }

    private static Map<String, Version> versions(Map<String, String> wishes) {
        var versions = new TreeMap<String, Version>();
        wishes.forEach((word, text) -> versions.put(word, version("/modules/" + word, text)));
        return versions;
    }

    private static Version version(String place, String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(place, ModuleProblem.message("core-version", text));
        }
    }

    /** Whose change logs differ from those of what runs. */
    private List<String> schema(FrameworkView.RunningCore running, CorePackage wanted, Solver.Solution set) {
        var changed = new TreeSet<String>();
        if (!running.schema().equals(wanted.schema())) {
            changed.add(CoreShelf.NAME);
        }
        for (var choice : set.choices()) {
            var before = inside.shelf().find(choice.word(), choice.from().toString());
            if (before.isEmpty()
                    || !before.get()
                            .bundle()
                            .schema()
                            .equals(choice.chosen().bundle().schema())) {
                changed.add(choice.word());
            }
        }
        return List.copyOf(changed);
    }

    private List<String> newRights(Solver.Solution set) {
        var approved = transactions.call(inside.store()::all).stream()
                .collect(Collectors.toMap(StoredModule::name, StoredModule::approved));
        return set.choices().stream()
                .flatMap(one -> one.chosen().bundle().permissions().stream()
                        .filter(right ->
                                !approved.getOrDefault(one.word(), List.of()).contains(right)))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Puts the set aside; the next start of Kithwork tries it.
     *
     * @param backup a proven backup of the last day, for the case that a machine fails altogether
     */
    public UpdateState stage(Wish wish, @Nullable String backup) {
        access.require(Modules.EDIT);
        if (backup == null || backup.isBlank()) {
            throw ModuleProblem.conflict("update-needs-backup");
        }
        inside.backups().requireFresh(backup.strip(), CoreShelf.NAME);
        synchronized (folder) {
            var planned = planned(wish);
            if (planned.plan().refused()) {
                throw Problem.conflict(planned.plan().reasons().get(0));
            }
            put(planned.plan(), planned.core().orElseThrow(), backup.strip());
        }
        return now();
    }

    private void put(UpdatePlan plan, CorePackage core, String backup) {
        var version = core.version().toString();
        var sums =
                folder.unpack(core, inside.cores().file(version), inside.cores().reader());
        var changes = plan.modules().stream()
                .filter(UpdatePlan.Step::changes)
                .collect(Collectors.toMap(UpdatePlan.Step::name, UpdatePlan.Step::to));
        var broken = plan.modules().stream()
                .map(UpdatePlan.Step::name)
                .filter(word -> inside.registry()
                        .state(word)
                        .filter(State.FAILED::equals)
                        .isPresent())
                .collect(Collectors.toSet());
        var file = new PlanFile(
                inside.ids().next(),
                version,
                System.getProperty("kithwork.distribution.version", plan.from()),
                sums,
                changes,
                broken);
        transactions.run(() -> {
            inside.records()
                    .note(
                            "update.staged",
                            OBJECT,
                            version,
                            Map.of("from", plan.from(), "modules", changes, "hash", core.hash(), "backup", backup));
            folder.stage(file);
        });
    }

    /** Lets the next start try nothing, and forgets what was tried last. */
    public UpdateState cancel() {
        access.require(Modules.EDIT);
        synchronized (folder) {
            var staged = folder.staged();
            folder.forgetFailure();
            if (staged.isPresent() && folder.cancel()) {
                transactions.run(() -> inside.records()
                        .note("update.cancelled", OBJECT, staged.get().core(), Map.of()));
            }
        }
        return now();
    }

    private long free() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path tree) {
        if (!Files.isDirectory(tree)) {
            return 0;
        }
        try (var files = Files.walk(tree)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String megabytes(long bytes) {
        return Long.toString(bytes >> 20);
    }
}
