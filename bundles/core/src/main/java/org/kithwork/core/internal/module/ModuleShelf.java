package org.kithwork.core.internal.module;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.module.kar.BundleReader;
import org.kithwork.core.internal.module.kar.Limits;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.json.Json;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The packages of this installation: their files and what the database remembers of them, kept in step. */
@Component(service = ModuleShelf.class)
public final class ModuleShelf {

    private final PackageShelf files;
    private final ModuleStore store;
    private final ModuleRecords records;
    private final Transactions transactions;

    @Activate
    public ModuleShelf(
            @Reference DataDirectory data,
            @Reference Json json,
            @Reference FeatureHost host,
            @Reference ModuleStore store,
            @Reference ModuleRecords records,
            @Reference Transactions transactions) {
        this(
                new PackageShelf(data.file("modules"), new BundleReader(json), Limits.USUAL, host),
                store,
                records,
                transactions);
    }

    ModuleShelf(PackageShelf files, ModuleStore store, ModuleRecords records, Transactions transactions) {
        this.files = files;
        this.store = store;
        this.records = records;
        this.transactions = transactions;
    }

    void load() {
        files.load(transactions.call(store::packages).stream()
                .filter(one -> !one.name().equals(CoreShelf.NAME))
                .toList());
    }

    List<ModulePackage> all() {
        return files.all();
    }

    List<ModulePackage> of(String word) {
        return files.of(word);
    }

    Optional<ModulePackage> find(String word, String version) {
        return files.find(word, version);
    }

    /**
     * What can stand for a version that was wanted: itself, else the newest of the distribution, because a new
     * distribution brings its modules with it.
     */
    Optional<ModulePackage> standIn(String word, String version) {
        return find(word, version)
                .or(() -> of(word).stream().filter(ModulePackage::builtIn).findFirst());
    }

    /** Checks a package and keeps it. */
    ModulePackage add(InputStream content, String label) {
        var incoming = files.receive(content, label);
        try {
            var known = files.find(incoming.found().name(), incoming.found().version());
            var kept = files.keep(incoming);
            if (known.isEmpty()) {
                remember(kept, incoming.size());
            }
            return kept;
        } finally {
            files.discard(incoming);
        }
    }

    private void remember(ModulePackage kept, long size) {
        try {
            transactions.run(() -> {
                store.add(new ModuleStore.AddedPackage(kept.name(), kept.version(), kept.hash(), size));
                records.note(
                        "module.package-added",
                        kept.name(),
                        Map.of("version", kept.version(), "hash", kept.hash(), "size", size));
            });
        } catch (RuntimeException e) {
            files.forget(kept);
            throw e;
        }
    }
}
