package org.kithwork.demo.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.demo.internal.data.DemoData;
import org.kithwork.demo.internal.data.Trade;
import org.kithwork.demo.internal.store.DemoStore;
import org.kithwork.importing.FileImport;
import org.kithwork.importing.StandingImports;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Loads what is made up by imports, as if another system had sent it, and removes it by undoing them. Both go on where they
 * were when they are called again.
 */
@Component(service = Demo.class)
public final class Demo {

    public static final int MOST = 30_000;

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final AccessControl access;
    private final StandingImports imports;
    private final DemoStore store;
    private final Stores stores;
    private final Company company;
    private final Clock clock;

    @Activate
    public Demo(
            @Reference AccessControl access,
            @Reference StandingImports imports,
            @Reference DemoStore store,
            @Reference Stores stores,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.imports = imports;
        this.store = store;
        this.stores = stores;
        this.company = company;
        this.clock = clock;
    }

    /** Where a table stands. */
    public record Standing(Part part, @Nullable FileImport file) {}

    /** What is loaded, by trade and table. */
    public List<Standing> list() {
        access.require(DemoPermissions.VIEW);
        return store.all().stream().map(this::standing).toList();
    }

    private Standing standing(Part part) {
        var begun = part.importId();
        return new Standing(part, begun == null ? null : imports.find(part.standingId(), begun));
    }

    /**
     * Loads a trade and returns when it is there.
     *
     * @param progress told again and again where the table stands that is being imported
     */
    public List<Standing> load(String word, int customers, long seed, Consumer<Standing> progress) {
        access.require(DemoPermissions.CREATE);
        var trade = trade(word);
        if (customers < 1 || customers > MOST) {
            throw Problem.invalid("/customers", message("customers-range", MOST));
        }
        requireSame(trade, customers, seed);
        var loaded = new ArrayList<Standing>();
        for (var table : Table.values()) {
            loaded.add(load(part(trade, table, customers, seed), progress));
        }
        return loaded;
    }

    private void requireSame(Trade trade, int customers, long seed) {
        for (var part : store.of(trade)) {
            if (part.customers() != customers || part.seed() != seed) {
                throw Problem.conflict(message("loaded-otherwise", part.customers(), part.seed(), trade.word()));
            }
        }
    }

    private Part part(Trade trade, Table table, int customers, long seed) {
        var there = store.of(trade);
        var day = there.isEmpty() ? today() : there.get(0).day();
        return there.stream().filter(part -> part.table() == table).findFirst().orElseGet(() -> {
            var made = new Part(trade, table, customers, seed, day, imports.open(table.how(trade)), null);
            store.insert(made);
            return made;
        });
    }

    private Standing load(Part part, Consumer<Standing> progress) {
        var begun = part.importId();
        if (begun == null || hasFailed(imports.find(part.standingId(), begun))) {
            var file = new ByteArrayInputStream(file(part));
            begun = imports.begin(
                    part.standingId(), part.trade().word() + "-" + part.table().kind() + ".csv", file);
            store.begun(part.with(begun));
        }
        return awaited(part.with(begun), progress);
    }

    private static boolean hasFailed(FileImport file) {
        return file.state().equals("FAILED") || file.state().equals("CANCELLED");
    }

    private byte[] file(Part part) {
        var names = new TreeSet<>(stores.names().values());
        var data = new DemoData(part.trade(), part.customers(), part.seed(), part.day(), List.copyOf(names));
        var bytes = new ByteArrayOutputStream();
        try (var out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            switch (part.table()) {
                case CUSTOMERS -> data.writeCustomers(out);
                case PURCHASES -> data.writePurchases(out);
                case INTERACTIONS -> data.writeInteractions(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Standing awaited(Part part, Consumer<Standing> progress) {
        var standing = standing(part);
        for (var file = standing.file(); file != null && !file.ended(); file = standing.file()) {
            progress.accept(standing);
            rest();
            standing = standing(part);
        }
        return standing;
    }

    /** Until it is worth another look; whoever is interrupted stops watching, and the import goes on. */
    private static void rest() {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.interrupted()) {
            throw Problem.conflict(message("interrupted"));
        }
    }

    /** What {@link #remove} would undo. */
    public List<Standing> removable(String word) {
        access.require(DemoPermissions.DELETE);
        return parts(trade(word)).stream().map(this::standing).toList();
    }

    /**
     * Removes a trade and returns when it is gone. What somebody has changed or used since stays.
     *
     * @return what became of each table
     */
    public List<Standing> remove(String word, Consumer<Standing> progress) {
        access.require(DemoPermissions.DELETE);
        var parts = new ArrayList<>(parts(trade(word)));
        Collections.reverse(parts);
        var removed = new ArrayList<Standing>();
        for (var part : parts) {
            removed.add(remove(part, progress));
        }
        var left = removed.stream().map(Standing::file).anyMatch(file -> file != null && file.stayed() > 0);
        if (!left) {
            parts.forEach(part -> imports.close(part.standingId()));
            store.remove(parts.get(0).trade());
        }
        return removed;
    }

    private Standing remove(Part part, Consumer<Standing> progress) {
        var begun = part.importId();
        if (begun == null) {
            return new Standing(part, null);
        }
        var file = imports.find(part.standingId(), begun);
        if (file.created() > file.removed()) {
            imports.undo(part.standingId(), begun);
        }
        return awaited(part, progress);
    }

    private List<Part> parts(Trade trade) {
        var parts = store.of(trade);
        if (parts.isEmpty()) {
            throw Problem.conflict(message("not-loaded", trade.word()));
        }
        return parts;
    }

    private static Trade trade(String word) {
        return Trade.of(word).orElseThrow(() -> Problem.invalid("/trade", message("trade-unknown", word)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(Demo.class, code, arguments);
    }
}
