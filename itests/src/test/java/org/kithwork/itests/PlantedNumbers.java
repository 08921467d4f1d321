package org.kithwork.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Telephone numbers that were told to a system, and the search for them in its files, byte by byte. */
final class PlantedNumbers {

    private static final int DIGITS = 11;
    private static final long MODULUS = 100_000_000_000L;

    private final List<String> all;
    private final Set<Long> known;

    PlantedNumbers(int count) {
        var random = new Random(20261122);
        var numbers = new TreeSet<String>();
        while (numbers.size() < count) {
            numbers.add("138%08d".formatted(random.nextInt(100_000_000)));
        }
        all = List.copyOf(numbers);
        known = all.stream().map(Long::valueOf).collect(Collectors.toSet());
    }

    List<String> all() {
        return all;
    }

    List<String> part(int from, int to) {
        return all.subList(from, to);
    }

    /** The files below these folders that hold one of the numbers, each with those it holds. */
    Map<Path, Set<String>> in(Path... folders) throws IOException {
        var found = new TreeMap<Path, Set<String>>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(PlantedNumbers::isWritten).toList()) {
                    var inside = inFile(file);
                    if (!inside.isEmpty()) {
                        found.put(file, inside);
                    }
                }
            }
        }
        return found;
    }

    /** What the system wrote; jars are those of the distribution. */
    private static boolean isWritten(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith(".jar");
    }

    private Set<String> inFile(Path file) throws IOException {
        try {
            var found = new TreeSet<String>();
            search(Files.readAllBytes(file), found);
            return found;
        } catch (NoSuchFileException goneMeanwhile) {
            return Set.of();
        }
    }

    /** Digit by digit; what stands between them does not count. */
    private void search(byte[] content, Set<String> found) throws IOException {
        long window = 0;
        var digits = 0;
        for (var each : content) {
            if (each >= '0' && each <= '9') {
                window = (window * 10 + each - '0') % MODULUS;
                digits++;
                if (digits >= DIGITS && known.contains(window)) {
                    found.add(Long.toString(window));
                }
            } else if (each != 0 && each != ' ' && each != '-') {
                // A zero is the other half of a character of two bytes; spaces and dashes are what people write.
                digits = 0;
            }
        }
        for (var packed : unpacked(content)) {
            search(packed, found);
        }
    }

    private static List<byte[]> unpacked(byte[] content) throws IOException {
        var inside = new ArrayList<byte[]>();
        try {
            if (content.length > 2 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b) {
                inside.add(new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes());
            } else if (content.length > 2 && content[0] == 'P' && content[1] == 'K') {
                var zip = new ZipInputStream(new ByteArrayInputStream(content));
                while (zip.getNextEntry() != null) {
                    inside.add(zip.readAllBytes());
                }
            }
        } catch (ZipException notPacked) {
            return List.of();
        }
        return inside;
    }
}
