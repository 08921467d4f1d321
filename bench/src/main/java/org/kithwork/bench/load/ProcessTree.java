package org.kithwork.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process and all below it, read from {@code /proc}: processor time and resident memory. */
public record ProcessTree(long root) {

    /** Linux gives the times in hundredths of a second, whatever the kernel's own tick is. */
    private static final long MILLIS_A_TICK = 10;

    /** Milliseconds of processor time of the living and of the dead whose parents have been told. */
    public long cpuMillis() {
        return processes().stream().mapToLong(Stat::ticks).sum() * MILLIS_A_TICK;
    }

    public long residentKib() {
        return processes().stream().mapToLong(p -> residentKib(p.pid())).sum();
    }

    public List<Long> pids() {
        return processes().stream().map(Stat::pid).toList();
    }

    private List<Stat> processes() {
        Map<Long, List<Stat>> byParent = new HashMap<>();
        Deque<Stat> open = new ArrayDeque<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path directory : all) {
                stat(directory).ifPresent(stat -> {
                    byParent.computeIfAbsent(stat.parent(), p -> new ArrayList<>())
                            .add(stat);
                    if (stat.pid() == root) {
                        open.add(stat);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Stat> found = new ArrayList<>();
        while (!open.isEmpty()) {
            Stat stat = open.remove();
            found.add(stat);
            open.addAll(byParent.getOrDefault(stat.pid(), List.of()));
        }
        return found;
    }

    private static Optional<Stat> stat(Path directory) {
        try {
            return Optional.of(Stat.parse(Files.readString(directory.resolve("stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long residentKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What we need of a line of {@code /proc/<pid>/stat}. */
    record Stat(long pid, long parent, long ticks) {

        static Stat parse(String line) {
            long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return new Stat(pid, Long.parseLong(fields[1]), ticks);
        }
    }
}
