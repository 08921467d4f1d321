package org.kithwork.core.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.internal.files.Trees;
import org.kithwork.core.internal.module.kar.BundleReader;
import org.kithwork.core.internal.module.kar.KarReader;
import org.kithwork.core.internal.module.kar.Limits;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packages that are here: those of the distribution, and those that were added, which lie under
 * {@code <data>/modules/<word>/<version>/}. A package never changes: another content needs another version.
 */
public final class PackageShelf {

    /** The added package as it came. */
    private static final String KAR_FILE = "package.kar";

    private static final Logger LOGGER = LoggerFactory.getLogger(PackageShelf.class);

    private final Path root;
    private final BundleReader bundles;
    private final KarReader kars;
    private final Limits limits;
    private final FeatureHost host;
    private final Map<Path, Optional<ModulePackage>> builtIns = new ConcurrentHashMap<>();
    private final Map<String, ModulePackage> added = new ConcurrentHashMap<>();

    public PackageShelf(Path root, BundleReader bundles, Limits limits, FeatureHost host) {
        this.root = root;
        this.bundles = bundles;
        this.kars = new KarReader(bundles, limits);
        this.limits = limits;
        this.host = host;
    }

    /** Everything that could be installed, by name and then newest first. */
    public List<ModulePackage> all() {
        var all = new ArrayList<ModulePackage>();
        host.builtIns().forEach(builtIn -> builtIn(builtIn).ifPresent(all::add));
        added.values().stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> other.name().equals(one.name())
                                && other.version().equals(one.version())))
                .forEach(all::add);
        all.sort(Comparator.comparing(ModulePackage::name)
                .thenComparing(one -> one.bundle().version(), Comparator.reverseOrder()));
        return all;
    }

    /** The versions of one module, newest first. */
    public List<ModulePackage> of(String word) {
        return all().stream().filter(one -> one.name().equals(word)).toList();
    }

    public Optional<ModulePackage> find(String word, String version) {
        return of(word).stream().filter(one -> one.version().equals(version)).findFirst();
    }

    private Optional<ModulePackage> builtIn(FeatureHost.BuiltIn builtIn) {
        return builtIns.computeIfAbsent(builtIn.bundle(), file -> {
            try {
                var bundle = bundles.read(file);
                return Optional.of(new ModulePackage(bundle, KarReader.sha256(file), true, 60, null));
            } catch (RuntimeException e) {
                LOGGER.warn("The module {} of the distribution is left out: {}", builtIn.word(), said(e));
                return Optional.empty();
            }
        });
    }

    /** A package that was read and waits in a folder of its own until it is kept or thrown away. */
    public record Incoming(ModulePackage found, Path folder, long size) {}

    /** Takes in a stream, checks all of it, and leaves nothing behind when it is refused. */
    public Incoming receive(InputStream content, String label) {
        try {
            Files.createDirectories(root);
            var folder = Files.createTempDirectory(root, ".incoming-");
            try {
                var size = copy(content, folder.resolve(KAR_FILE), label, limits.file());
                return new Incoming(read(folder, label), folder, size);
            } catch (RuntimeException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the stream to the file, and answers how long it is; one that is longer than it may be is refused. */
    static long copy(InputStream content, Path file, String label, long most) {
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            long size = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > most) {
                    throw ModuleProblem.invalid("package-too-large", label, Long.toString(most >> 20));
                }
                out.write(buffer, 0, read);
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModulePackage read(Path folder, String label) {
        var kar = kars.read(folder.resolve(KAR_FILE), label, folder);
        return new ModulePackage(kar.bundle(), kar.hash(), false, kar.startLevel(), folder);
    }

    /** Puts it where it belongs. Refuses when this version is here with another content. */
    public ModulePackage keep(Incoming incoming) {
        var found = incoming.found();
        var same = find(found.name(), found.version());
        if (same.isPresent() && (same.get().builtIn() || !same.get().hash().equals(found.hash()))) {
            throw ModuleProblem.conflict("package-exists", found.name(), found.version());
        }
        if (same.isPresent()) {
            delete(incoming.folder());
            return same.get();
        }
        var folder = folder(found.name(), found.version());
        try {
            Files.createDirectories(folder.getParent());
            // What lies there without being known is the rest of an addition that was broken off.
            delete(folder);
            Files.move(incoming.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var kept = new ModulePackage(found.bundle(), found.hash(), false, found.startLevel(), folder);
        added.put(key(found.name(), found.version()), kept);
        return kept;
    }

    public void discard(Incoming incoming) {
        if (Files.exists(incoming.folder())) {
            delete(incoming.folder());
        }
    }

    /** Forgets a package that could not be remembered. */
    public void forget(ModulePackage kept) {
        added.remove(key(kept.name(), kept.version()));
        delete(folder(kept.name(), kept.version()));
    }

    /** Reads the packages that the database remembers; unpacks each anew, so that only the checked file counts. */
    public void load(List<ModuleStore.AddedPackage> remembered) {
        clearIncoming();
        for (var one : remembered) {
            try {
                var folder = folder(one.name(), one.version());
                if (!Files.exists(folder.resolve(KAR_FILE))) {
                    throw ModuleProblem.conflict("package-gone", one.name(), one.version());
                }
                if (!KarReader.sha256(folder.resolve(KAR_FILE)).equals(one.hash())) {
                    throw ModuleProblem.conflict("package-changed", one.name(), one.version());
                }
                Files.deleteIfExists(folder.resolve(KarReader.BUNDLE_FILE));
                added.put(key(one.name(), one.version()), read(folder, one.name() + " " + one.version()));
            } catch (RuntimeException | IOException e) {
                LOGGER.warn("The package {} {} cannot be used: {}", one.name(), one.version(), said(e));
            }
        }
    }

    private void clearIncoming() {
        if (Files.isDirectory(root)) {
            try (var folders = Files.newDirectoryStream(root, ".incoming-*")) {
                folders.forEach(PackageShelf::delete);
            } catch (IOException e) {
                LOGGER.warn("Leftovers under {} cannot be removed", root, e);
            }
        }
    }

    private Path folder(String word, String version) {
        return root.resolve(word).resolve(version);
    }

    private static String key(String word, String version) {
        return word + " " + version;
    }

    private static String said(Exception e) {
        return e instanceof Problem problem ? problem.detail(java.util.Locale.ENGLISH) : String.valueOf(e.getMessage());
    }

    static void delete(Path tree) {
        try {
            Trees.delete(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
