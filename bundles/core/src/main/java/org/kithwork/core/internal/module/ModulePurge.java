package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.module.store.ModuleTables;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the data of a module that was removed: its tables, and what the core keeps for it. */
@Component(service = ModulePurge.class)
public final class ModulePurge {

    private final ModuleTables tables;
    private final Doors doors;
    private final ModuleRecords records;
    private final Transactions transactions;
    private final PurgeGuard guard;

    @Reference
    volatile List<ModuleTraces> traces = List.of();

    @Activate
    public ModulePurge(
            @Reference ModuleTables tables,
            @Reference Doors doors,
            @Reference ModuleRecords records,
            @Reference Transactions transactions,
            @Reference PurgeGuard guard) {
        this.tables = tables;
        this.doors = doors;
        this.records = records;
        this.transactions = transactions;
        this.guard = guard;
    }

    boolean hasData(String word) {
        return tables.exist(word);
    }

    /** Refuses a backup that does not stand for the data as it is now. */
    void check(String word, String backup) {
        guard.requireFresh(backup, word);
    }

    /** Repeatable: what a crash leaves behind is removed by the next call. */
    void purge(String word, String backup) {
        var dropped = tables.drop(word);
        doors.forget(word);
        transactions.run(() -> {
            traces.forEach(trace -> trace.forget(word));
            records.note("module.purged", word, Map.of("tables", dropped, "backup", backup));
        });
    }
}
