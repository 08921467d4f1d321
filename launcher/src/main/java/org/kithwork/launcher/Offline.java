package org.kithwork.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Works on an installation that is stopped: takes its lock, and calls the core without a container. The core's own
 * libraries lie inside its bundle and are unpacked for the time of the call.
 */
public final class Offline {
    private static final List<String> LIBRARIES =
            List.of("org/kithwork", "org/postgresql", "com/fasterxml", "org/ops4j/pax/logging/pax-logging-api");

    private Offline() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("karaf.home", "."));
        Installation installation = Installation.of(home, System.getenv()::get);
        int status = 1;
        try {
            installation.prepare();
            status = arguments.length == 1 && arguments[0].equals("settle-update")
                    ? new Update(installation, words -> call(installation, words)).settle()
                    : call(installation, arguments);
        } catch (Installation.Refused refused) {
            System.err.println("Kithwork: " + refused.getMessage());
        }
        System.exit(status);
    }

    private static int call(Installation installation, String[] arguments) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(classPath(installation).toArray(URL[]::new), Offline.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return (int) loader.loadClass("org.kithwork.core.internal.backup.offline.OfflineBackup")
                    .getMethod("run", String[].class, Path.class, Path.class, PrintStream.class, PrintStream.class)
                    .invoke(null, arguments, installation.data(), installation.keys(), System.out, System.err);
        }
    }

    private static List<URL> classPath(Installation installation) throws IOException {
        List<URL> urls = new ArrayList<>();
        Path unpacked = Files.createDirectories(installation.data().resolve("karaf/tmp/offline"));
        Path own = CoreChoice.former(installation).repository();
        for (String library : LIBRARIES) {
            Path folder = Files.isDirectory(own.resolve(library))
                    ? own.resolve(library)
                    : installation.home().resolve("system").resolve(library);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                            .toList()) {
                        urls.add(jar.toUri().toURL());
                        if (jar.getFileName().toString().startsWith("kithwork-core-")) {
                            unpack(jar, unpacked, urls);
                        }
                    }
                }
            }
        }
        return urls;
    }

    private static void unpack(Path bundle, Path folder, List<URL> urls) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            for (var entry : jar.stream()
                    .filter(one -> one.getName().matches("lib/[a-z0-9.-]+\\.jar"))
                    .toList()) {
                Path library = folder.resolve(entry.getName().substring("lib/".length()));
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, library, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
                urls.add(library.toUri().toURL());
            }
        }
    }
}
