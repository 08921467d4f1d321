package org.kithwork.core.internal.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.kithwork.core.internal.backup.store.SnapshotSource;
import org.kithwork.core.internal.backup.store.Target;
import org.kithwork.core.internal.files.Trees;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FileCipher;
import org.kithwork.core.internal.protection.KeyRing;

/** Writes backups and proves them, in directories that it is told; asks nobody for permission. */
public final class BackupVault {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final int BUFFER = 1 << 16;

    private final Path data;
    private final Path scratch;
    private final KeyRing ring;
    private final FileCipher cipher;
    private final Clock clock;
    private final String product;

    public BackupVault(Path data, KeyRing ring, Clock clock) {
        this(data, ring, clock, ProductVersion.current());
    }

    BackupVault(Path data, KeyRing ring, Clock clock, String product) {
        this.data = data.toAbsolutePath().normalize();
        this.scratch = this.data.resolve("scratch");
        this.ring = ring;
        this.cipher = new FileCipher(ring);
        this.clock = clock;
        this.product = product;
    }

    /** Opens what is written to; a test has one that is full. */
    interface Opening {
        OutputStream open(Path file) throws IOException;
    }

    /** Makes a backup. The file has its name only when all of it is on the disk. */
    public Manifest write(Path target, String name, SnapshotSource snapshots) {
        return write(target, name, snapshots, Files::newOutputStream);
    }

    Manifest write(Path target, String name, SnapshotSource snapshots, Opening opening) {
        var draft = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createDirectories(folder(target));
            Files.createDirectories(scratch);
            var header = new BackupHeader(
                    name, clock.instant().truncatedTo(ChronoUnit.SECONDS), product, snapshots.kind(), ring.id());
            var manifest = snapshots.read(scratch.resolve("snapshot"), snapshot -> {
                try (var out = opening.open(draft)) {
                    header.write(out);
                    try (var body = body(out, header)) {
                        return snapshot.write(body, data);
                    }
                }
            });
            try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw BackupProblem.of("unwritten", folder(target), e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private OutputStream body(OutputStream out, BackupHeader header) throws IOException {
        var sealed = cipher.encrypt(DataClass.BACKUP, header.place(), new BufferedOutputStream(out, BUFFER));
        return new BufferedOutputStream(
                new DeflaterOutputStream(sealed, new Deflater(Deflater.BEST_SPEED), BUFFER), BUFFER);
    }

    static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file without a directory");
    }

    /** The time as a part of a name. */
    String stamp() {
        return STAMP.format(clock.instant());
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    /** The readable beginning of a backup. */
    public BackupHeader header(Path file) {
        try (var in = Files.newInputStream(file)) {
            return BackupHeader.read(in, String.valueOf(file.getFileName()));
        } catch (FileSystemException e) {
            throw BackupProblem.conflict(
                    "unreadable", String.valueOf(file.getFileName()), String.valueOf(e.getReason()));
        } catch (IOException e) {
            throw BackupProblem.conflict("damaged", String.valueOf(file.getFileName()));
        }
    }

    /** Restores the backup into a database of its own, compares every table, follows the audit, and throws it away. */
    public Manifest verify(Path file) {
        var place = scratch.resolve("verify");
        try {
            Trees.delete(place);
            Files.createDirectories(place);
            try (var database = Target.derby(place.resolve("db"))) {
                return load(file, database, place);
            } finally {
                Trees.delete(place);
            }
        } catch (IOException e) {
            throw BackupProblem.of("unverified", scratch, e);
        }
    }

    /**
     * Loads a backup into an empty database, with its files under the folder. A file that is not as it was written is
     * refused before; what fails then is the place.
     */
    Manifest load(Path file, Target target, Path folder) throws IOException {
        open(file);
        var label = String.valueOf(file.getFileName());
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var header = accepted(BackupHeader.read(in, label), label);
            try (var body = new BufferedInputStream(new InflaterInputStream(open(in, header)), BUFFER)) {
                return target.load(body, folder, header.database());
            }
        }
    }

    /** Reads the whole file and refuses it when a bit of it is not as it was written. */
    void open(Path file) {
        var label = String.valueOf(file.getFileName());
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var header = accepted(BackupHeader.read(in, label), label);
            open(in, header).transferTo(OutputStream.nullOutputStream());
        } catch (FileSystemException e) {
            throw BackupProblem.conflict("unreadable", label, String.valueOf(e.getReason()));
        } catch (IOException e) {
            throw BackupProblem.conflict("damaged", label);
        }
    }

    private InputStream open(InputStream in, BackupHeader header) throws IOException {
        return cipher.decrypt(DataClass.BACKUP, header.place(), in);
    }

    private BackupHeader accepted(BackupHeader header, String label) {
        if (!header.ring().equals(ring.id())) {
            throw BackupProblem.conflict("other-keys", label, header.ring(), ring.id());
        }
        if (ProductVersion.isNewer(header.product(), product)) {
            throw BackupProblem.conflict("newer", label, header.product());
        }
        return header;
    }
}
