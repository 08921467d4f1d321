package org.kithwork.core.internal.module.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.journal.JournalStatus;
import org.kithwork.core.internal.module.Desired;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.core.internal.module.store.DatabaseProbe;
import org.kithwork.store.SchemaFailure;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The database, the tables of core and modules, the modules themselves, and the journal. */
@Component(service = Check.class)
public final class ModuleCheck implements Check {

    private static final long FAR_BEHIND = 10_000;

    private final Modules modules;
    private final DatabaseProbe database;

    @Reference
    volatile List<SchemaReady> ready = List.of();

    @Reference
    volatile List<SchemaFailure> failures = List.of();

    @Reference
    volatile List<JournalStatus> journals = List.of();

    @Activate
    public ModuleCheck(@Reference Modules modules, @Reference DatabaseProbe database) {
        this.modules = modules;
        this.database = database;
    }

    @Override
    public List<Finding> findings() {
        var found = new ArrayList<Finding>();
        found.add(database.ask()
                .map(answer -> Finding.ok("database", answer))
                .orElseGet(() -> Finding.fail("database", "does not answer; see that it runs and can be reached")));
        failures.forEach(failure -> found.add(Finding.fail("tables of " + failure.module(), failure.reason())));
        ready.forEach(one -> found.add(Finding.ok("tables of " + one.module(), "up to date")));
        modules.list(Locale.ENGLISH).stream()
                .filter(module -> module.desired() != Desired.REMOVED)
                .forEach(module -> found.addAll(module(module)));
        modules.strangers()
                .forEach(stranger -> found.add(Finding.warn(
                        "bundle " + stranger.bundle(),
                        stranger.name() + " is no module and offers what is refused: " + stranger.refused())));
        journals.forEach(journal -> journal.handlers().forEach(handler -> found.add(handler(handler))));
        return found;
    }

    private static List<Finding> module(ModuleView module) {
        var found = new ArrayList<Finding>();
        var check = "module " + module.name();
        if (module.state() == State.FAILED) {
            found.add(Finding.fail(check, problem(module.problem()) + " Mend it, then module:start " + module.name()));
        } else if (module.problem() != null) {
            found.add(Finding.warn(check, module.problem()));
        } else if (module.desired() == Desired.RUNNING && module.state() != State.RUNNING) {
            found.add(Finding.warn(check, "is " + module.state() + " and should run"));
        } else {
            found.add(Finding.ok(check, module.version() + " " + module.state()));
        }
        if (!module.undeclared().isEmpty()) {
            found.add(Finding.warn(
                    check, "offers what it may not or did not declare, which is refused: " + module.undeclared()));
        }
        return found;
    }

    private static String problem(@Nullable String problem) {
        return problem == null ? "did not start." : problem;
    }

    private static Finding handler(JournalStatus.HandlerStatus handler) {
        var check = "journal " + handler.handler();
        if (handler.parked() > 0) {
            return Finding.warn(check, handler.parked() + " events could not be taken; see journal:parked");
        }
        return handler.here() && handler.lag() > FAR_BEHIND
                ? Finding.warn(check, handler.lag() + " events behind")
                : Finding.ok(check, handler.lag() + " events behind");
    }
}
