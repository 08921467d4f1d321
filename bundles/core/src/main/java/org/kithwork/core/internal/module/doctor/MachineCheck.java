package org.kithwork.core.internal.module.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.DataDirectory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Java, directories, disk, and who can reach the ports. */
@Component(service = Check.class)
public final class MachineCheck implements Check {

    private static final long MEGABYTE = 1 << 20;
    private static final long LITTLE = 2048;
    private static final long TOO_LITTLE = 256;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path data;
    private final String keys;
    private final int java;
    private final Function<String, @Nullable String> environment;

    @Activate
    public MachineCheck(@Reference DataDirectory data) {
        this(
                data.file("."),
                System.getProperty("kithwork.keys", ""),
                Runtime.version().feature(),
                System.getenv()::get);
    }

    MachineCheck(Path data, String keys, int java, Function<String, @Nullable String> environment) {
        this.data = data.toAbsolutePath().normalize();
        this.keys = keys;
        this.java = java;
        this.environment = environment;
    }

    @Override
    public List<Finding> findings() {
        var found = new ArrayList<Finding>();
        found.add(javaVersion());
        found.add(directory("data directory", data));
        found.add(keys());
        found.add(disk());
        found.add(bind("web port", "KITHWORK_BIND"));
        found.add(bind("shell port", "KITHWORK_SSH_BIND"));
        return found;
    }

    private Finding javaVersion() {
        if (java == 17 || java == 21) {
            return Finding.ok("java", "version " + java);
        }
        return java > 17 && java < 25
                ? Finding.warn("java", "version " + java + " runs it, but 17 or 21 is tested")
                : Finding.fail("java", "version " + java + " does not run it; install Java 17 or 21");
    }

    private Finding keys() {
        if (keys.isBlank()) {
            return Finding.warn("keys directory", "is not known; start with bin/kithwork");
        }
        var path = Path.of(keys).toAbsolutePath().normalize();
        return path.startsWith(data)
                ? Finding.fail("keys directory", "lies under the data directory; set KITHWORK_KEYS to one elsewhere")
                : directory("keys directory", path);
    }

    private static Finding directory(String check, Path path) {
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
            return Finding.fail(check, path + " cannot be written by the user that runs Kithwork");
        }
        try {
            if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
                return Finding.ok(check, path.toString());
            }
            return OWNER.containsAll(Files.getPosixFilePermissions(path))
                    ? Finding.ok(check, path.toString())
                    : Finding.fail(check, path + " can be read by others; chmod 0700 " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Finding disk() {
        try {
            var free = Files.getFileStore(data).getUsableSpace() / MEGABYTE;
            if (free < TOO_LITTLE) {
                return Finding.fail("disk", free + " MB are free; soon nothing can be stored");
            }
            return free < LITTLE
                    ? Finding.warn("disk", free + " MB are free; make room")
                    : Finding.ok("disk", free + " MB are free");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Finding bind(String check, String variable) {
        var configured = environment.apply(variable);
        var address = configured == null || configured.isBlank() ? "127.0.0.1" : configured.strip();
        try {
            return InetAddress.getByName(address).isLoopbackAddress()
                    ? Finding.ok(check, "on this machine alone (" + address + ")")
                    : Finding.warn(check, "open to the network (" + address + "); it needs TLS and a firewall");
        } catch (UnknownHostException e) {
            return Finding.fail(check, variable + " is " + address + ", which is no address of this machine");
        }
    }
}
