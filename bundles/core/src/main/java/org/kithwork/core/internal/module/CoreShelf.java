package org.kithwork.core.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.module.kar.CorePackage;
import org.kithwork.core.internal.module.kar.CoreReader;
import org.kithwork.core.internal.module.kar.KarReader;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.store.Transactions;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The packages of newer cores that were added, under {@code <data>/modules/core/<version>}; the database remembers what
 * they are. They change nothing until one is part of a plan.
 */
@Component(service = CoreShelf.class)
public final class CoreShelf {

    /** What the core is called among the packages; no module may have this word. */
    static final String NAME = "core";

    private static final String KAR_FILE = "package.kar";

    private final Path root;
    private final FrameworkView framework;
    private final Path system;
    private final ModuleStore store;
    private final ModuleRecords records;
    private final Transactions transactions;
    private final Map<String, Known> read = new ConcurrentHashMap<>();

    /** What was read of a file, and when that was written. */
    private record Known(FileTime written, CorePackage found) {}

    @Activate
    public CoreShelf(
            @Reference DataDirectory data,
            @Reference FrameworkView framework,
            @Reference ModuleStore store,
            @Reference ModuleRecords records,
            @Reference Transactions transactions) {
        this(
                data.file("modules").resolve(NAME),
                Path.of(
                        System.getProperty("karaf.home", "."),
                        System.getProperty("karaf.default.repository", "system")),
                framework,
                store,
                records,
                transactions);
    }

    CoreShelf(
            Path root,
            Path system,
            FrameworkView framework,
            ModuleStore store,
            ModuleRecords records,
            Transactions transactions) {
        this.root = root;
        this.system = system;
        this.framework = framework;
        this.store = store;
        this.records = records;
        this.transactions = transactions;
    }

    CoreReader reader() {
        return new CoreReader(system, framework.offered());
    }

    /** Newest first; one whose file is gone or was changed is left out. */
    List<CorePackage> all() {
        return transactions.call(store::packages).stream()
                .filter(one -> one.name().equals(NAME))
                .flatMap(one -> known(one).stream())
                .sorted(Comparator.comparing(CorePackage::version).reversed())
                .toList();
    }

    /** The file is long, so it is read once, and again when it was written to since. */
    private Optional<CorePackage> known(ModuleStore.AddedPackage added) {
        var file = file(added.version());
        if (!Files.exists(file)) {
            read.remove(added.version());
            return Optional.empty();
        }
        var written = written(file);
        var known = read.get(added.version());
        if (known == null || !known.written().equals(written)) {
            read.remove(added.version());
            if (!KarReader.sha256(file).equals(added.hash())) {
                return Optional.empty();
            }
            known = new Known(written, inDraft(folder -> reader().read(file, added.version(), folder)));
            read.put(added.version(), known);
        }
        return Optional.of(known.found());
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String version) {
        return root.resolve(version).resolve(KAR_FILE);
    }

    /** Checks a package and keeps it. */
    CorePackage add(InputStream content, String label) {
        return inDraft(draft -> {
            var file = draft.resolve(KAR_FILE);
            PackageShelf.copy(content, file, label, CoreReader.LIMITS.file());
            var found = reader().read(file, label, draft.resolve("unpacked"));
            var version = found.version().toString();
            var known = transactions.call(store::packages).stream()
                    .filter(one -> one.name().equals(NAME) && one.version().equals(version))
                    .findFirst();
            if (known.isPresent() && !known.get().hash().equals(found.hash())
                    || found.version().equals(framework.core().version())) {
                throw ModuleProblem.conflict("package-exists", NAME, version);
            }
            keep(file, version);
            if (known.isEmpty()) {
                remember(found);
            }
            read.put(version, new Known(written(file(version)), found));
            return found;
        });
    }

    private void keep(Path file, String version) {
        var target = file(version);
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(CorePackage found) {
        var version = found.version().toString();
        try {
            var size = Files.size(file(version));
            transactions.run(() -> {
                store.add(new ModuleStore.AddedPackage(NAME, version, found.hash(), size));
                records.note(
                        "module.package-added", NAME, Map.of("version", version, "hash", found.hash(), "size", size));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T inDraft(Function<Path, T> body) {
        try {
            Files.createDirectories(root);
            var draft = Files.createTempDirectory(root, ".incoming-");
            try {
                return body.apply(draft);
            } finally {
                PackageShelf.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package in this version. */
    Optional<CorePackage> find(Version version) {
        return all().stream().filter(one -> one.version().equals(version)).findFirst();
    }
}
