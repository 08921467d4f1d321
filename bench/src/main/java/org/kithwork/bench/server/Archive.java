package org.kithwork.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tar.gz or an unpacked directory of a Karaf distribution, unpacked anew for each start that has to be a first one. */
public record Archive(Path source) {

    public boolean present() {
        return Files.exists(source);
    }

    public long bytes() throws IOException {
        return Files.isDirectory(source) ? 0 : Files.size(source);
    }

    /** Unpacks into the emptied directory; the single folder of the archive falls away. */
    public Path unpack(Path target) throws IOException {
        delete(target);
        Files.createDirectories(target);
        if (Files.isDirectory(source)) {
            run("cp", "-a", source + "/.", target.toString());
        } else {
            run("tar", "-xzf", source.toString(), "-C", target.toString(), "--strip-components=1");
        }
        return target;
    }

    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void run(String... command) throws IOException {
        try {
            int code = new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException(command[0] + " ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
