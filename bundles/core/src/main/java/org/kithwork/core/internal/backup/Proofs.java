package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kithwork.core.internal.backup.store.Sha256;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.DecryptionException;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.KeyRing;

/** Remembers beside a backup that it was proven; sealed, and for exactly the file that was. */
final class Proofs {

    private static final String ENDING = ".verified";

    private final FieldCipher cipher;

    Proofs(KeyRing ring) {
        this.cipher = new FieldCipher(ring);
    }

    /**
     * What was written down.
     *
     * @param modules the words whose tables are in the backup
     */
    record Proof(Instant at, long size, long changed, String digest, Set<String> modules) {

        private String text() {
            return String.join("\n", at.toString(), size + "", changed + "", digest, String.join(" ", modules));
        }

        private static Proof of(String text) {
            var lines = text.split("\n", -1);
            return new Proof(
                    Instant.parse(lines[0]),
                    Long.parseLong(lines[1]),
                    Long.parseLong(lines[2]),
                    lines[3],
                    Set.of(lines[4].split(" ")));
        }
    }

    /** Writes down that the file was proven as it was before the work began. */
    void write(Path file, Seen seen, Manifest manifest, Instant at) throws IOException {
        if (!seen.equals(look(file))) {
            throw BackupProblem.conflict("changed", String.valueOf(file.getFileName()));
        }
        var modules = new TreeSet<String>();
        manifest.tables().forEach(table -> modules.add(table.name().split("_", 2)[0]));
        var proof = new Proof(at, seen.size(), seen.changed(), seen.digest(), modules);
        Files.writeString(beside(file), cipher.encrypt(DataClass.AUDIT, place(file), proof.text()));
    }

    /** The proof, while the file has the size and the time that it had. */
    Optional<Proof> of(Path file) {
        try {
            if (!Files.exists(beside(file))) {
                return Optional.empty();
            }
            var proof = Proof.of(cipher.decrypt(
                    DataClass.AUDIT, place(file), Files.readString(beside(file)).strip()));
            return Optional.of(proof).filter(one -> one.size() == sizeOf(file) && one.changed() == changedAt(file));
        } catch (DecryptionException foreign) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The proof, if every byte of the file is as it was. */
    Optional<Proof> exactly(Path file) {
        return of(file).filter(proof -> proof.digest().equals(look(file).digest()));
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    /** What the file is. */
    record Seen(long size, long changed, String digest) {}

    Seen look(Path file) {
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return new Seen(
                    sizeOf(file),
                    changedAt(file),
                    HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    private static long changedAt(Path file) {
        return file.toFile().lastModified();
    }

    private static Path beside(Path file) {
        var name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - Backups.ENDING.length()) + ENDING);
    }

    private static FieldRef place(Path file) {
        return new FieldRef("backup", "proof", String.valueOf(file.getFileName()));
    }
}
