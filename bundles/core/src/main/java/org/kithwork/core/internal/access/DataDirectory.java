package org.kithwork.core.internal.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The directory of the installation's data: as the launcher resolved it, {@code KITHWORK_DATA}, else where the container keeps its own. */
@Component(service = DataDirectory.class)
public final class DataDirectory {

    private final Path path;

    @Activate
    public DataDirectory() {
        this(Path.of(configured()));
    }

    public DataDirectory(Path path) {
        this.path = path;
    }

    private static String configured() {
        var resolved = System.getProperty("kithwork.data", "");
        var environment = System.getenv().getOrDefault("KITHWORK_DATA", "");
        return !resolved.isBlank()
                ? resolved
                : environment.isBlank() ? System.getProperty("karaf.data", "data") : environment;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Puts a text into a file that only the user of the system may read; readers see the old text or the new one. */
    public void write(String name, String text) {
        try {
            Files.createDirectories(path);
            var temporary = Files.createTempFile(path, name, ".new", ownerOnly());
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name + " into the data directory", e);
        }
    }

    /** Removes the file if it is there. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + name + " from the data directory", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
