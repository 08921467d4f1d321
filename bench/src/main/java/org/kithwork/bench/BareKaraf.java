package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.ServerProcess;

/** Karaf as it is published, with nothing but its ports changed: the least that a start can cost. */
record BareKaraf(Path home, int sshPort, String heap) {

    static BareKaraf install(Archive archive, Path directory, String heap) throws IOException {
        Path home = archive.unpack(directory);
        int ssh = ServerProcess.freePort();
        change(home.resolve("etc/org.apache.karaf.shell.cfg"), "sshPort = 8101", "sshPort = " + ssh);
        Path management = home.resolve("etc/org.apache.karaf.management.cfg");
        change(management, "rmiRegistryPort = 1099", "rmiRegistryPort = " + ServerProcess.freePort());
        change(management, "rmiServerPort = 44444", "rmiServerPort = " + ServerProcess.freePort());
        return new BareKaraf(home, ssh, heap);
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(
                List.of(home.resolve("bin/karaf").toString(), "daemon"),
                Map.of("EXTRA_JAVA_OPTS", "-Xmx" + heap),
                home,
                home.resolveSibling(home.getFileName() + ".log"));
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IOException("no line '" + from + "' in " + file);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
