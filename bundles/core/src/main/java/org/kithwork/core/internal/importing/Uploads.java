package org.kithwork.core.internal.importing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.importing.reader.ByteSource;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.FileCipher;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Keeps uploads in the data directory, encrypted as they stream in. */
@Component(service = Uploads.class, configurationPid = ImportSettings.PID)
@Designate(ocd = ImportSettings.class)
public final class Uploads {

    private static final long MIB = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final FileCipher cipher;
    private final long limitMib;
    private final Duration kept;

    @Activate
    public Uploads(@Reference DataDirectory data, @Reference Keys keys, ImportSettings settings) {
        this(data, keys, settings.upload_limit_mib(), Duration.ofDays(settings.kept_days()));
    }

    public Uploads(DataDirectory data, Keys keys, long limitMib, Duration kept) {
        this.directory = data.file("imports");
        this.cipher = new FileCipher(keys.ring());
        this.limitMib = limitMib;
        this.kept = kept;
    }

    /** How long an upload stays after its import has ended. */
    Duration kept() {
        return kept;
    }

    /** Stores a file to its end; nothing of it is left when that fails. */
    public Upload store(String id, String fileName, InputStream content) {
        var file = file(id);
        try {
            createDirectory();
            return new Upload(id, fileName, write(id, file, content));
        } catch (IOException e) {
            discard(id);
            throw new UncheckedIOException("The upload cannot be stored", e);
        } catch (RuntimeException e) {
            discard(id);
            throw e;
        }
    }

    private long write(String id, Path file, InputStream content) throws IOException {
        long size = 0;
        try (var channel = FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
            try (OutputStream sealed = cipher.encrypt(
                    DataClass.UPLOAD,
                    place(id),
                    new Unclosed(new BufferedOutputStream(Channels.newOutputStream(channel))))) {
                var buffer = new byte[BUFFER];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    size += read;
                    if (size > limitMib * MIB) {
                        throw Problem.of(ProblemKind.TOO_LARGE, "too-large", limitMib + " MiB");
                    }
                    sealed.write(buffer, 0, read);
                }
            }
            channel.force(true);
        }
        return size;
    }

    /** The file as it came, in clear, from its first byte, as often as it is wanted. */
    ByteSource original(String id) {
        return () -> new BufferedInputStream(
                cipher.decrypt(DataClass.UPLOAD, place(id), Files.newInputStream(file(id))), BUFFER);
    }

    /** The table in clear: the one that was made of the file, else the file itself. */
    ByteSource open(String id, Layout layout) {
        var table = layout.table();
        return table == null ? original(id) : table(id, table.name());
    }

    ByteSource table(String id, String name) {
        return () -> new BufferedInputStream(
                cipher.decrypt(DataClass.UPLOAD, tablePlace(id, name), Files.newInputStream(tableFile(id, name))),
                BUFFER);
    }

    /** Writes the rows of a file as a table. */
    interface Tabulation<T> {
        T write(OutputStream out) throws IOException;
    }

    /**
     * Keeps a table that is made of a file beside it. The same name always stands for the same rows, and other tables
     * stay: what is said about the file may be taken back with its transaction.
     */
    <T> T table(String id, String name, Tabulation<T> tabulation) throws IOException {
        var half = tableFile(id, name + ".half");
        try {
            Files.deleteIfExists(half);
            T written;
            try (var channel = FileChannel.open(
                    half,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    permissions("rw-------"))) {
                try (OutputStream sealed = cipher.encrypt(
                        DataClass.UPLOAD,
                        tablePlace(id, name),
                        new Unclosed(new BufferedOutputStream(Channels.newOutputStream(channel))))) {
                    written = tabulation.write(new Unclosed(sealed));
                }
                channel.force(true);
            }
            Files.move(half, tableFile(id, name), StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Removes the tables of a file but those of these names. */
    void keepTables(String id, Set<String> names) {
        try (var tables = Files.newDirectoryStream(directory, id + ".*")) {
            for (var table : tables) {
                if (!names.contains(String.valueOf(table.getFileName()).substring(id.length() + 1))) {
                    Files.deleteIfExists(table);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was uploaded yet.
        } catch (IOException e) {
            throw new UncheckedIOException("The table of an upload cannot be removed", e);
        }
    }

    /** The most bytes that an upload may have, and the table that is made of one. */
    long mostBytes() {
        return limitMib * MIB;
    }

    boolean exists(String id) {
        return Files.exists(file(id));
    }

    public void discard(String id) {
        try {
            Files.deleteIfExists(file(id));
            keepTables(id, Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be removed", e);
        }
    }

    /** The ids of uploads that were stored before this instant. */
    List<String> olderThan(Instant before) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> isOlder(file, before))
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(org.kithwork.id.Ids::isId)
                    .toList();
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            return false;
        }
    }

    private void createDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
    }

    private static java.nio.file.attribute.FileAttribute<?>[] permissions(String mode) {
        Set<String> views = java.nio.file.FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new java.nio.file.attribute.FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new java.nio.file.attribute.FileAttribute<?>[0];
    }

    private Path file(String id) {
        if (!org.kithwork.id.Ids.isId(id)) {
            throw Problem.notFound("import");
        }
        return directory.resolve(id);
    }

    private Path tableFile(String id, String name) {
        return file(id).resolveSibling(id + "." + name);
    }

    private static FieldRef tablePlace(String id, String name) {
        return new FieldRef("core_import", "table", id + "." + name);
    }

    private static FieldRef place(String id) {
        return new FieldRef("core_import", "file", id);
    }

    /** Flushes instead of closing, so that the file can be forced to the disk afterwards. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
