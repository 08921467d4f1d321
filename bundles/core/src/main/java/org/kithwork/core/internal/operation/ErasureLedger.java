package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kithwork.core.internal.access.DataDirectory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tombstones outside the database: one keyed hash a line, only ever added to. They tell nobody who was erased, and
 * let a restored database know whom it must not have any more. One copy lies in the directory of backups, to be taken
 * away with them.
 */
@Component(service = ErasureLedger.class)
public final class ErasureLedger {

    /** The file in the data directory and in that of backups. */
    public static final String FILE = "erasures";

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/=_-]{16,64}");

    private final List<Path> directories;

    @Activate
    public ErasureLedger(@Reference DataDirectory data) {
        this(data.file("."));
    }

    public ErasureLedger(Path data) {
        this.directories = List.of(data, data.resolve("backups"));
    }

    /** Adds one, in the order of commits. */
    void add(String hash) {
        append(directories, List.of(hash));
    }

    /** Adds those that are not there yet, as after a crash between the commit and the line. */
    public void complete(Collection<String> hashes) {
        for (var directory : directories) {
            addTo(directory, hashes);
        }
    }

    public Set<String> read() {
        return read(directories.get(0));
    }

    /** What is written in the directory; a line that was cut off by a power failure is none. */
    public static Set<String> read(Path directory) {
        var file = directory.resolve(FILE);
        var hashes = new TreeSet<String>();
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> HASH.matcher(line).matches())
                        .forEach(hashes::add);
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException("The file of erasures cannot be read", e);
        }
    }

    /** Adds those that are not there yet. */
    public static void addTo(Path directory, Collection<String> hashes) {
        var missing = new TreeSet<>(hashes);
        missing.removeAll(read(directory));
        if (!missing.isEmpty()) {
            append(List.of(directory), missing);
        }
    }

    /** Is done when they are on the disk. The first line ends one that was cut off. */
    private static void append(List<Path> directories, Collection<String> hashes) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(hashes);
        try {
            for (var directory : directories) {
                Files.createDirectories(directory);
                Files.writeString(
                        directory.resolve(FILE),
                        String.join("\n", lines) + "\n",
                        StandardCharsets.US_ASCII,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.SYNC);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of erasures cannot be written", e);
        }
    }
}
