package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Telephone numbers that were told to a system, and the search for them in its files, byte by byte. */
final class PlantedNumbers {

    private static final int DIGITS = 11;
    private static final Pattern RUN = Pattern.compile("[0-9]{" + DIGITS + ",}");
    /** What stands between digits: the other half of a character of two bytes, and what people write. */
    private static final Pattern BETWEEN = Pattern.compile("[\\x00 \\-]+");

    private final List<String> all;

    PlantedNumbers(int count) {
        var random = new Random(20261122);
        var numbers = new TreeSet<String>();
        while (numbers.size() < count) {
            numbers.add("1%d%09d".formatted(3 + random.nextInt(7), random.nextInt(1_000_000_000)));
        }
        all = List.copyOf(numbers);
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
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var inside = inFile(file);
                    if (!inside.isEmpty()) {
                        found.put(file, inside);
                    }
                }
            }
        }
        return found;
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

    private void search(byte[] content, Set<String> found) throws IOException {
        var known = Set.copyOf(all);
        var text = new String(content, ISO_8859_1);
        for (var form : List.of(text, BETWEEN.matcher(text).replaceAll(""))) {
            RUN.matcher(form).results().map(run -> run.group()).forEach(run -> {
                for (int i = 0; i + DIGITS <= run.length(); i++) {
                    var number = run.substring(i, i + DIGITS);
                    if (known.contains(number)) {
                        found.add(number);
                    }
                }
            });
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
