package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tombstones outside the database: one keyed hash a line, only ever added to. They tell nobody who was erased, and
 * let a restored database know whom it must not have any more.
 */
public final class Erasures {

    /** The file in the data directory and in that of backups. */
    public static final String FILE = "erasures";

    private Erasures() {}

    public static Set<String> read(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        var hashes = new TreeSet<String>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(hashes::add);
        }
        return hashes;
    }

    /** Adds those that are not there yet, and is done when they are on the disk. */
    static synchronized void add(Path directory, Collection<String> hashes) throws IOException {
        var missing = new TreeSet<>(hashes);
        missing.removeAll(read(directory));
        if (!missing.isEmpty()) {
            Files.createDirectories(directory);
            // A line that was cut off by a power failure ends before the next one.
            var lines = new ArrayList<String>();
            lines.add("");
            lines.addAll(missing);
            Files.write(
                    directory.resolve(FILE),
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        }
    }
}
