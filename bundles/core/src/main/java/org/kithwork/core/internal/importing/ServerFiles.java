package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The files of the machine that commands read and write with the rights of the process: those of the folder {@code drop}
 * of the data directory. Others are for those who may run the container's own commands, who could read them anyway.
 */
@Component(service = ServerFiles.class)
public final class ServerFiles {

    private static final Permission EVERYWHERE = Permission.of("core:shell:configure");

    private final AccessControl access;
    private final Path drop;

    @Activate
    public ServerFiles(@Reference AccessControl access, @Reference DataDirectory data) {
        this.access = access;
        this.drop = data.file("drop");
    }

    /** The names of the files in the folder. */
    public List<String> names() {
        if (!Files.isDirectory(drop)) {
            return List.of();
        }
        try (var files = Files.list(drop)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A file to read; a relative name is one in the folder. */
    public Path readable(String name) {
        try {
            var file = path(name).toRealPath();
            requireMine(file, name);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (IOException e) {
            // As one that is not there; what else is wrong with it is not for everybody.
        }
        throw Problem.invalid("/file", ImportTexts.of("file-unreadable", name, drop));
    }

    /** A new file, for its owner alone; a relative name is one in the folder. */
    public Path created(String name) {
        try {
            var file = path(name);
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                requireMine(folder.toRealPath().resolve(file.getFileName()), name);
                return Files.createFile(file, mode("rw-------"));
            }
        } catch (IOException e) {
            // There already, or not to be written: the same to whoever asked.
        }
        throw Problem.invalid("/file", ImportTexts.of("file-unwritable", name, drop));
    }

    private Path path(String name) throws IOException {
        if (!Files.isDirectory(drop)) {
            Files.createDirectories(drop, mode("rwx------"));
        }
        try {
            return drop.resolve(name);
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }

    private void requireMine(Path file, String name) throws IOException {
        if (!file.startsWith(drop.toRealPath()) && !access.permits(EVERYWHERE)) {
            throw Problem.invalid("/file", ImportTexts.of("file-elsewhere", name, drop));
        }
    }

    static FileAttribute<?>[] mode(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
