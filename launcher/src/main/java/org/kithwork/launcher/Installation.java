package org.kithwork.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directories of one installation. Under the data directory: {@code db} (Derby), {@code log}, and {@code karaf},
 * which holds only what can be made again. Keys lie elsewhere, so that a copy of the data is not a copy of the keys.
 */
record Installation(Path home, Path data, Path keys) {

    /** Held until the process ends, however it ends: a lock that nobody refers to goes with the next collection. */
    private static @Nullable FileLock held;

    static Installation of(Path home, Function<String, @Nullable String> environment) {
        Path absolute = home.toAbsolutePath().normalize();
        return new Installation(
                absolute,
                directory(environment.apply("KITHWORK_DATA"), absolute.resolve("data")),
                directory(environment.apply("KITHWORK_KEYS"), absolute.resolve("keys")));
    }

    private static Path directory(@Nullable String configured, Path otherwise) {
        return configured == null || configured.isBlank()
                ? otherwise
                : Path.of(configured).toAbsolutePath().normalize();
    }

    void prepare() throws IOException {
        if (keys.startsWith(data)) {
            throw new Refused("KITHWORK_KEYS may not lie under KITHWORK_DATA: a copy of the data would hold its keys.");
        }
        privateDirectory(data);
        privateDirectory(keys);
        lock();
        privateDirectory(data.resolve("log"));
        Path karaf = privateDirectory(data.resolve("karaf"));
        privateDirectory(karaf.resolve("tmp"));
        System.setProperty("kithwork.data", data.toString());
        System.setProperty("kithwork.keys", keys.toString());
        System.setProperty("karaf.home", home.toString());
        System.setProperty("karaf.base", home.toString());
        System.setProperty("karaf.etc", home.resolve("etc").toString());
        System.setProperty("karaf.data", karaf.toString());
        System.setProperty("karaf.log", data.resolve("log").toString());
        System.setProperty("karaf.instances", karaf.resolve("instances").toString());
    }

    /** Database and files may not belong together while the mark of a restore lies there. */
    void refuseUnfinishedRestore() {
        if (Files.exists(data.resolve("restore-unfinished"))) {
            throw new Refused("a restore into " + data + " did not come to its end; run the same restore once more.");
        }
    }

    private void lock() throws IOException {
        FileChannel channel = FileChannel.open(
                data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            throw new Refused("process "
                    + new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII).strip()
                    + " already uses " + data + "; stop it, or set KITHWORK_DATA to another directory.");
        }
        held = lock;
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** Karaf's cache holds copies of bundles; those of another build are thrown away, never started. */
    void forgetOtherBuild(CoreChoice core) throws IOException {
        Path karaf = data.resolve("karaf");
        Path stamp = karaf.resolve("build");
        String build = fingerprint() + core.version() + " " + core.repository() + "\n";
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(build)) {
            delete(karaf.resolve("cache"));
            Files.writeString(stamp, build);
        }
    }

    private String fingerprint() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String root : List.of("system/org/kithwork", "etc/startup.properties")) {
            if (Files.exists(home.resolve(root))) {
                try (Stream<Path> files = Files.walk(home.resolve(root))) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        lines.add(home.relativize(file) + " " + Files.size(file) + " "
                                + Files.getLastModifiedTime(file).toMillis());
                    }
                }
            }
        }
        return home + "\n" + String.join("\n", lines) + "\n";
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Closes a file to everybody else. */
    static void ownerOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Path privateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    /** The message says what the administrator can do. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
