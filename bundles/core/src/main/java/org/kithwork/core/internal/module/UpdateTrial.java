package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.Readiness;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.access.signin.Opening;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.core.internal.module.update.PlanFile;
import org.kithwork.core.internal.module.update.UpdateFolder;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start that tries a set: brings the modules of the set, lets nobody in, and says whether all is up. What it writes
 * until then is taken back with the data when it is not.
 */
@Component(service = UpdateTrial.class, immediate = true)
public final class UpdateTrial {

    private static final Logger LOGGER = LoggerFactory.getLogger(UpdateTrial.class);
    private static final Duration TICK = Duration.ofMillis(300);
    private static final String OBJECT = "core:update";

    /** What has to be there; each says itself when it is in order. */
    private static final Set<String> NEEDED = Set.of("database", "schema", "rest", "modules");

    private final BundleContext context;
    private final UpdateFolder folder;
    private final Known known;
    private final Callers callers;
    private final Optional<PlanFile> plan;
    private final Worker worker;
    private @Nullable ServiceRegistration<Opening> opening;

    @Reference
    volatile List<Readiness> checks = List.of();

    /** What is known of modules. */
    private record Known(
            ModuleShelf shelf,
            ModuleStore store,
            ModuleRegistry registry,
            ModuleRecords records,
            Transactions transactions) {

        List<StoredModule> wanted() {
            return transactions.call(store::all).stream()
                    .filter(one -> one.desired() != Desired.REMOVED)
                    .toList();
        }
    }

    @Activate
    public UpdateTrial(
            BundleContext context,
            @Reference DataDirectory data,
            @Reference ModuleShelf shelf,
            @Reference ModuleStore store,
            @Reference ModuleRegistry registry,
            @Reference ModuleRecords records,
            @Reference Transactions transactions,
            @Reference Callers callers) {
        this.context = context;
        this.folder = Updates.folder(data);
        this.known = new Known(shelf, store, registry, records, transactions);
        this.callers = callers;
        this.plan = folder.trying();
        this.worker = new Worker("kithwork-update", TICK, this::look);
        worker.soon();
    }

    @Deactivate
    void stop() {
        worker.close();
        if (opening != null) {
            opening.unregister();
        }
    }

    /** Before the modules are brought: they are wanted in the versions of the set. */
    void begin() {
        plan.ifPresent(tried ->
                known.transactions().run(() -> known.wanted().forEach(module -> follow(module, tried.modules()))));
    }

    private void follow(StoredModule module, Map<String, String> versions) {
        var version = versions.getOrDefault(module.name(), module.version());
        if (isNewer(version, module.version())) {
            known.shelf()
                    .find(module.name(), version)
                    .ifPresent(wanted -> known.records().want(wanted, module.desired(), "module.updated"));
        }
    }

    private static boolean isNewer(String version, String than) {
        return Version.parseVersion(version).compareTo(Version.parseVersion(than)) > 0;
    }

    private void look() {
        if (plan.isEmpty()) {
            tellReturn();
            open();
        } else if (isUp()) {
            judge(plan.get());
        }
    }

    private void tellReturn() {
        folder.returned().ifPresent(failure -> {
            LOGGER.error("The update to {} was taken back: {}", failure.plan().core(), failure.reason());
            as(() -> known.records()
                    .note(
                            "update.returned",
                            OBJECT,
                            failure.plan().core(),
                            Map.of("modules", failure.plan().modules(), "reason", failure.reason())));
            folder.told();
        });
    }

    /** Whether everything has been brought; a module that failed keeps nobody waiting. */
    private boolean isUp() {
        var names = checks.stream().map(Readiness::name).collect(Collectors.toSet());
        return names.containsAll(NEEDED)
                && checks.stream()
                        .filter(check -> NEEDED.contains(check.name()))
                        .allMatch(check -> check.waitsFor().isEmpty());
    }

    private void judge(PlanFile tried) {
        var missing = new TreeSet<String>();
        for (var module : known.wanted()) {
            var runs = known.registry()
                    .state(module.name())
                    .filter(State.RUNNING::equals)
                    .isPresent();
            if (module.desired() == Desired.RUNNING && !runs && !tried.excused().contains(module.name())) {
                missing.add(module.name() + " " + module.version() + reason(module));
            }
        }
        if (missing.isEmpty()) {
            as(() -> known.records().note("update.applied", OBJECT, tried.core(), Map.of("modules", tried.modules())));
            folder.confirm();
            LOGGER.info("The core {} is up with its modules and stays", tried.core());
            open();
        } else {
            worker.end();
            folder.giveUp("These modules did not start: " + String.join("; ", missing));
        }
    }

    private static String reason(StoredModule module) {
        var problem = module.problem();
        return problem == null ? "" : " (" + StoredMessage.read(problem).text(Locale.ENGLISH) + ")";
    }

    private void as(Runnable note) {
        callers.run(Actor.module("core"), () -> known.transactions().run(note));
    }

    private void open() {
        worker.end();
        opening = context.registerService(Opening.class, new Opening(), null);
    }
}
