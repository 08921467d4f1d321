package org.kithwork.core.internal.module.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kithwork.core.internal.files.Trees;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.kar.CorePackage;
import org.kithwork.core.internal.module.kar.CoreReader;
import org.kithwork.core.internal.module.kar.KarReader;

/**
 * {@code <data>/core}: the cores that were put aside, each in a folder of its version, and the plan, whose name says how
 * far it is. The launcher reads the same files; which steps there are stands in its class {@code Update}.
 */
public final class UpdateFolder {

    private static final String STAGED = "staged";
    private static final String TRYING = "trying";
    private static final String CURRENT = "current";
    private static final String RETURNED = "returned";
    private static final String FAILED = "failed";
    private static final String WHY = "why";
    private static final String SUMS = "checksums";
    private static final String CORE = "core";

    private final Path folder;
    private final Path keys;

    public UpdateFolder(Path folder, Path keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** A plan that did not come up, and why. */
    public record Failure(PlanFile plan, String reason) {}

    public Optional<PlanFile> staged() {
        return read(STAGED);
    }

    /** The plan that this process tries. */
    public Optional<PlanFile> trying() {
        return read(TRYING);
    }

    /** The plan that the launcher went back from, and nobody has been told of yet. */
    public Optional<Failure> returned() {
        return read(RETURNED).map(plan -> new Failure(plan, why()));
    }

    /** The last plan that did not come up. */
    public Optional<Failure> failed() {
        return read(FAILED).map(plan -> new Failure(plan, why()));
    }

    private Optional<PlanFile> read(String name) {
        var file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(PlanFile.read(file)) : Optional.empty();
    }

    private String why() {
        try {
            var file = folder.resolve(WHY);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Unpacks a core to where the launcher starts it from; answers the checksum of the list of its files.
     *
     * @param core what was planned; a file that is another by now is refused
     */
    public String unpack(CorePackage core, Path kar, CoreReader reader) {
        var version = core.version().toString();
        try {
            Files.createDirectories(folder);
            prune();
            var draft = Files.createTempDirectory(folder, ".incoming-");
            if (!reader.read(kar, version, draft).hash().equals(core.hash())) {
                Trees.delete(draft);
                throw ModuleProblem.conflict("package-changed", CORE, version);
            }
            var lines = new ArrayList<String>();
            for (var file : files(draft)) {
                PlanFile.sync(file, StandardOpenOption.WRITE);
                lines.add(KarReader.sha256(file) + "  " + draft.relativize(file));
            }
            var sums = draft.resolve(SUMS);
            Files.writeString(sums, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
            PlanFile.sync(sums, StandardOpenOption.WRITE);
            var hash = KarReader.sha256(sums);
            Trees.delete(folder.resolve(version));
            Files.move(draft, folder.resolve(version), StandardCopyOption.ATOMIC_MOVE);
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException("The core cannot be put aside", e);
        }
    }

    /** From now on the next start tries it. */
    public void stage(PlanFile plan) {
        deleteFile(FAILED);
        plan.write(folder.resolve(STAGED), keys);
    }

    /** The next start tries nothing. {@code false} when nothing was put aside. */
    public boolean cancel() {
        return deleteFile(STAGED);
    }

    /** Forgets what did not come up. */
    public void forgetFailure() {
        deleteFile(FAILED);
    }

    /** The core that was tried is the one that runs from now on: there is no way back after this. */
    public void confirm() {
        rename(TRYING, CURRENT);
    }

    /** Tells the launcher that the core that is tried has to go. */
    public void giveUp(String reason) {
        var draft = folder.resolve(WHY + ".new");
        try {
            Files.writeString(draft, reason + "\n", StandardCharsets.UTF_8);
            Files.move(draft, folder.resolve(WHY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The return was written down. */
    public void told() {
        rename(RETURNED, FAILED);
    }

    private void rename(String from, String to) {
        try {
            Files.move(
                    folder.resolve(from),
                    folder.resolve(to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            PlanFile.sync(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException("The step of the update cannot be written", e);
        }
    }

    private boolean deleteFile(String name) {
        try {
            return Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what no plan names any more. */
    private void prune() throws IOException {
        var kept = Stream.of(read(CURRENT), read(TRYING), read(STAGED))
                .flatMap(Optional::stream)
                .map(PlanFile::core)
                .toList();
        try (var entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var entry : entries) {
                if (!kept.contains(String.valueOf(entry.getFileName()))) {
                    Trees.delete(entry);
                }
            }
        }
    }

    private static List<Path> files(Path tree) throws IOException {
        try (var found = Files.walk(tree)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
