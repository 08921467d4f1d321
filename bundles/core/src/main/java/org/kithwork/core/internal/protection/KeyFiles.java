package org.kithwork.core.internal.protection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** The directory of keys: only its owner may read it, files are replaced as a whole, one writer at a time. */
final class KeyFiles {
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path directory;

    KeyFiles(Path directory, Path data) {
        this.directory = directory.toAbsolutePath().normalize();
        Path keys = real(this.directory);
        Path files = real(data.toAbsolutePath().normalize());
        if (keys.startsWith(files) || files.startsWith(keys)) {
            throw new KeyRingException("The keys directory " + this.directory + " and the data directory " + data
                    + " lie in one another, so a copy of the data would hold its keys."
                    + " Set KITHWORK_KEYS to a directory elsewhere.");
        }
    }

    Path directory() {
        return directory;
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    void create() {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory, attributes("rwx------"));
            }
        } catch (IOException e) {
            throw new KeyRingException(
                    "The keys directory " + directory + " cannot be made; make it and give it to the user that runs"
                            + " Kithwork, mode 0700.",
                    e);
        }
        checkDirectory();
    }

    /** Refuses a directory into which another user could put files. */
    void checkDirectory() {
        if (!Files.isDirectory(directory)) {
            throw new KeyRingException("There is no keys directory " + directory
                    + ". Restore it from the copy of the keys, or set KITHWORK_KEYS to where it is.");
        }
        try {
            if (isPosix() && Files.getPosixFilePermissions(directory).stream().anyMatch(OTHERS_WRITE::contains)) {
                throw new KeyRingException(
                        "Other users may write to the keys directory " + directory + ". Run: chmod 700 " + directory);
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** The content of a file that nobody but its owner may read or write. */
    String read(String name) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            throw missing(file);
        }
        try {
            if (isPosix() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new KeyRingException("The key file " + file
                        + " is open to other users of this machine. Run: chmod 600 " + file
                        + " and think about renewing the keys.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** When the file was last written. */
    Instant changedAt(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            throw missing(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Writes the whole file, readable by its owner alone, to the disk before it takes its name. */
    void write(String name, String content) {
        Path file = directory.resolve(name);
        Path draft = directory.resolve(name + ".new");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new KeyRingException(
                    "The key file " + file + " cannot be written; the user that runs Kithwork must own " + directory
                            + " and the disk must have room.",
                    e);
        }
    }

    /** Runs alone among all processes that use this directory. */
    void alone(Runnable work) {
        Path lock = directory.resolve(".lock");
        synchronized (KeyFiles.class) { // a second lock within one process is not waited for but refused
            try (FileChannel channel = FileChannel.open(
                    lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes("rw-------"))) {
                channel.lock();
                work.run();
            } catch (IOException e) {
                throw unreadable(lock, e);
            }
        }
    }

    private static KeyRingException missing(Path file) {
        return new KeyRingException("The key file " + file + " is missing. Restore it from the copy of the keys;"
                + " without it what it protects cannot be read.");
    }

    private static KeyRingException unreadable(Path file, IOException cause) {
        return new KeyRingException(
                file + " cannot be read; the user that runs Kithwork must own it and have mode 0600.", cause);
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The path with the links of its existing part followed. */
    private static Path real(Path path) {
        for (Path existing = path; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    return existing.toRealPath().resolve(existing.relativize(path));
                } catch (IOException e) {
                    throw unreadable(existing, e);
                }
            }
        }
        return path;
    }
}
