package org.kithwork.core.internal.module;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is remembered of modules, each change with its audit. */
@Component(service = ModuleRecords.class)
public final class ModuleRecords {

    private static final String OBJECT = "core:module";

    private final ModuleStore store;
    private final Transactions transactions;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;

    @Activate
    public ModuleRecords(
            @Reference ModuleStore store,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Changes changes,
            @Reference Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    void want(ModulePackage wanted, Desired desired, String action) {
        transactions.run(() -> {
            store.save(new StoredModule(
                    wanted.name(),
                    desired,
                    wanted.version(),
                    wanted.hash(),
                    null,
                    wanted.bundle().permissions(),
                    clock.instant()));
            note(action, wanted.name(), Map.of("version", wanted.version(), "hash", wanted.hash()));
        });
    }

    void want(String word, Desired desired, String action, Map<String, Object> detail) {
        transactions.run(() -> {
            store.find(word)
                    .ifPresent(module -> store.save(module.desired(desired).problem(Optional.empty())));
            note(action, word, detail);
        });
    }

    /** Follows a new distribution, which has another version of a module than the one that was wanted. */
    void standIn(ModulePackage wanted) {
        var known = transactions.call(() -> store.find(wanted.name()));
        if (known.isPresent() && !known.get().version().equals(wanted.version())) {
            want(wanted, Desired.RUNNING, "module.updated");
        }
    }

    /** A module that came without us. */
    void adopted(String word, String version) {
        transactions.run(() -> {
            store.save(new StoredModule(
                    word,
                    Desired.RUNNING,
                    version,
                    "",
                    StoredMessage.write(ModuleProblem.message("by-hand")),
                    List.of(),
                    clock.instant()));
            note("module.installed", word, Map.of("version", version, "by", "shell"));
        });
    }

    void problem(String word, Optional<Message> reason) {
        transactions.run(() ->
                store.find(word).ifPresent(module -> store.save(module.problem(reason.map(StoredMessage::write)))));
    }

    void failed(String word, Message reason) {
        transactions.run(() -> {
            problem(word, Optional.of(reason));
            note("module.failed", word, Map.of("reason", reason.text(Locale.ENGLISH)));
        });
    }

    void note(String action, String word, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, OBJECT, word, null, detail, null));
    }

    void note(String action, String object, String name, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, object, name, null, detail, null));
    }

    void hint() {
        changes.changed("modules", "");
    }
}
