package org.kithwork.core.internal.protection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.core.internal.protection.store.CellStore;
import org.kithwork.core.internal.protection.store.CellStore.Cell;
import org.kithwork.job.JobRequest;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Encrypts what lies under earlier keys of a class anew, column by column in the order of the rows' keys. A cell that
 * somebody has written in the meantime is left alone. It goes on after a crash behind the rows it has saved.
 */
@Component(service = JobHandler.class)
public final class RewriteJob implements JobHandler {

    static final String KIND = "core.encrypt-anew";

    private static final int BATCH = 200;

    private final AccessControl access;
    private final KeyRing ring;
    private final FieldCipher cipher;
    private final SealedCells columns;
    private final KeyUsage usage;
    private final CellStore store;
    private final Transactions transactions;

    @Activate
    public RewriteJob(
            @Reference AccessControl access,
            @Reference Keys keys,
            @Reference SealedCells columns,
            @Reference KeyUsage usage,
            @Reference CellStore store,
            @Reference Transactions transactions) {
        this.access = access;
        this.ring = keys.ring();
        this.cipher = new FieldCipher(ring);
        this.columns = columns;
        this.usage = usage;
        this.store = store;
        this.transactions = transactions;
    }

    /** How far it is: the rows of columns before this one are done, and of this one those up to a key. */
    private record Place(String column, List<Object> after, long done) {

        static Place of(Map<String, Object> state) {
            var after = new ArrayList<>();
            for (int i = 0; state.containsKey("after" + i); i++) {
                after.add(state.get("after" + i));
            }
            var done = state.get("done") instanceof Number number ? number.longValue() : 0;
            return new Place(String.valueOf(state.getOrDefault("column", "")), after, done);
        }

        Map<String, Object> state() {
            var state = new HashMap<String, Object>(Map.of("column", column, "done", done));
            for (int i = 0; i < after.size(); i++) {
                state.put("after" + i, after.get(i));
            }
            return state;
        }
    }

    static JobRequest request(DataClass dataClass, int key) {
        return new JobRequest(KIND, dataClass.word(), Map.of("class", dataClass.word(), "key", key), null);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return Message.of(KeyAdmin.class, "job-encrypt-anew", given).text(locale);
    }

    @Override
    public void run(JobRun run) {
        access.require(KeyAdmin.CONFIGURE);
        var dataClass = DataClass.of(String.valueOf(run.data().get("class"))).orElseThrow();
        var key = ((Number) run.data().getOrDefault("key", 0)).intValue();
        if (!ring.knows(dataClass, KeyUse.CIPHER, key)) {
            throw Problem.of(ProblemKind.UNAVAILABLE, Message.of(KeyAdmin.class, "key-not-here"));
        }
        var total = columns.of(dataClass).stream().mapToLong(store::count).sum();
        var place = Place.of(run.state());
        for (var cells : columns.of(dataClass)) {
            if (cells.name().compareTo(place.column()) >= 0) {
                place = rewrite(run, cells, place, total);
            }
            if (run.stopRequested()) {
                return;
            }
        }
        tellWhatIsLeft(run, dataClass);
    }

    private Place rewrite(JobRun run, Cells cells, Place from, long total) {
        var begun = from.column().equals(cells.name());
        var place = begun ? from : new Place(cells.name(), List.of(), from.done());
        while (!run.stopRequested()) {
            var before = place;
            var next = transactions.call(() -> step(run, cells, before));
            if (next == before) {
                break;
            }
            place = next;
            run.progress(place.done(), Math.max(place.done(), total));
        }
        return place;
    }

    private Place step(JobRun run, Cells cells, Place place) {
        var keys = store.keysAfter(cells, place.after(), BATCH);
        if (keys.isEmpty()) {
            return place;
        }
        var mark = ring.keys(cells.dataClass(), KeyUse.CIPHER).get(0).mark();
        store.others(cells, keys, mark).forEach(cell -> rewrite(cells, cell));
        var next = new Place(cells.name(), keys.get(keys.size() - 1), place.done() + keys.size());
        run.save(next.state());
        return next;
    }

    /** One that does not open stays: it keeps its key from being retired, and is told at the end. */
    private void rewrite(Cells cells, Cell cell) {
        var id = String.join(":", cell.key().stream().map(String::valueOf).toList());
        try {
            var clear = cipher.decrypt(cells.dataClass(), cells.place(id), cell.text());
            store.replace(cells, cell, cipher.encrypt(cells.dataClass(), cells.place(id), clear));
        } catch (DecryptionException e) {
            return;
        }
    }

    private void tellWhatIsLeft(JobRun run, DataClass dataClass) {
        var earlier = ring.keys(dataClass, KeyUse.CIPHER).stream()
                .filter(key -> !key.writes())
                .toList();
        usage.of(dataClass, earlier).forEach((column, count) -> {
            if (!SealedCells.LASTING.contains(column)) {
                var code = columns.knows(column) ? "cells-left" : "column-undeclared";
                run.problem(Message.of(KeyAdmin.class, code, column, count));
            }
        });
    }
}
