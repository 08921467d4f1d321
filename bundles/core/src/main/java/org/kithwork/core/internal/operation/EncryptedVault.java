package org.kithwork.core.internal.operation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.FileCipher;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files under {@code exports} in the data directory; a file that was exchanged for another does not open. */
@Component(service = ExportVault.class)
public final class EncryptedVault implements ExportVault {

    private static final Pattern NAME = Pattern.compile("[a-z0-9~][a-z0-9.~-]*(/[a-z0-9~][a-z0-9.~-]*)*");

    private final Path root;
    private final FileCipher cipher;

    @Activate
    public EncryptedVault(@Reference DataDirectory data, @Reference Keys keys) {
        this(data.file("exports"), new FileCipher(keys.ring()));
    }

    EncryptedVault(Path root, FileCipher cipher) {
        this.root = root;
        this.cipher = cipher;
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a file in the vault");
        }
        return root.resolve(name);
    }

    private static FieldRef place(String name) {
        return new FieldRef("export", "file", name);
    }

    @Override
    public OutputStream create(String name) throws IOException {
        var file = file(name);
        Files.createDirectories(file.getParent());
        return new BufferedOutputStream(
                cipher.encrypt(DataClass.BACKUP, place(name), Files.newOutputStream(file)), 1 << 16);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new BufferedInputStream(
                cipher.decrypt(DataClass.BACKUP, place(name), Files.newInputStream(file(name))), 1 << 16);
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    @Override
    public void delete(String name) throws IOException {
        var file = file(name);
        if (!Files.exists(file)) {
            return;
        }
        try (var all = Files.walk(file)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
