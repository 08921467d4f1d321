package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.id.Ids;
import org.kithwork.importing.DropFolders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The folders into which other systems put files. Who takes one is decided by the file system: a move happens once. */
@Component(service = DropFolders.class)
public final class DropDesk implements DropFolders {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final List<String> HALF = List.of(".part", ".tmp", ".filepart", ".crdownload");
    private static final String TAKEN = ".taken";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final Duration STILL = Duration.ofSeconds(10);
    private static final int MOST = 100;
    private static final int LONGEST = 100;

    private final Path drop;
    private final Ids ids;
    private final Clock clock;

    /** What the files looked like, and since when they have looked like that. */
    private final Map<Path, Look> looks = new HashMap<>();

    private record Look(long size, Instant modified, Instant since) {
        boolean isLike(Look other) {
            return size == other.size && modified.equals(other.modified);
        }
    }

    @Activate
    public DropDesk(@Reference DataDirectory data, @Reference Ids ids, @Reference Clock clock) {
        this.drop = data.file("drop");
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void create(String name) {
        try {
            Files.createDirectories(drop, ServerFiles.mode("rwx------"));
            for (var part : List.of("", TAKEN, DONE, FAILED)) {
                var folder = path(name).resolve(part);
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(folder, ServerFiles.mode("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " cannot be made", e);
        }
    }

    @Override
    public synchronized List<String> complete(String name) {
        var now = clock.instant();
        var seen = new HashMap<Path, Look>();
        try {
            for (var file : regular(folder(name))) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                var look = new Look(
                        attributes.size(), attributes.lastModifiedTime().toInstant(), now);
                var before = looks.get(file);
                seen.put(file, before != null && before.isLike(look) ? before : look);
            }
        } catch (NoSuchFileException e) {
            // Taken away while it was looked at; the next look sees the rest.
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " cannot be read", e);
        }
        looks.keySet().removeIf(file -> file.startsWith(path(name)));
        looks.putAll(seen);
        return seen.entrySet().stream()
                .filter(entry -> !entry.getValue().since().plus(STILL).isAfter(now))
                .sorted(Comparator.comparing((Map.Entry<Path, Look> entry) ->
                                entry.getValue().modified())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST)
                .map(entry -> last(entry.getKey()))
                .toList();
    }

    private static List<Path> regular(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = last(file).toLowerCase(Locale.ROOT);
                if (!name.startsWith(".")
                        && HALF.stream().noneMatch(name::endsWith)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Override
    public @Nullable Path take(String name, String file) {
        try {
            var folder = folder(name);
            var from = folder.resolve(file);
            if (!folder.equals(from.getParent())) {
                return null;
            }
            var to = folder.resolve(TAKEN).resolve(ids.next() + "." + harmless(file));
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
                return to;
            }
            Files.move(to, folder.resolve(FAILED).resolve(last(to)), StandardCopyOption.ATOMIC_MOVE);
            return null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be taken from the folder " + name, e);
        }
    }

    /** The end of a name, without what would steer a terminal. */
    private static String harmless(String file) {
        var plain = file.replaceAll("[\\p{Cntrl}/\\\\]", "_");
        var points = plain.codePoints().toArray();
        return points.length <= LONGEST ? plain : new String(points, points.length - LONGEST, LONGEST);
    }

    @Override
    public List<String> taken(String name) {
        try {
            return regular(folder(name).resolve(TAKEN)).stream()
                    .map(DropDesk::last)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " cannot be read", e);
        }
    }

    @Override
    public Path open(String name, String taken) {
        try {
            return within(folder(name).resolve(TAKEN), taken);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " cannot be read", e);
        }
    }

    private static Path within(Path folder, String file) throws IOException {
        var path = folder.resolve(file);
        if (!folder.equals(path.getParent()) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file);
        }
        return path;
    }

    @Override
    public String put(String name, String taken, boolean done, Report report) {
        try {
            var folder = folder(name);
            var to = folder.resolve(done ? DONE : FAILED);
            var from = within(folder.resolve(TAKEN), taken);
            var beside = to.resolve(taken + ".report.csv");
            try (var out = Files.newOutputStream(beside)) {
                report.write(out);
            }
            Files.move(from, to.resolve(taken), StandardCopyOption.ATOMIC_MOVE);
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the folder " + name + " cannot be put away", e);
        }
    }

    /** The folder itself, and no link to another one. */
    private Path folder(String name) throws IOException {
        var folder = path(name);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(name);
        }
        for (var part : List.of(TAKEN, DONE, FAILED)) {
            if (!Files.isDirectory(folder.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(name + "/" + part);
            }
        }
        return folder;
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a folder");
        }
        return drop.resolve(name);
    }

    private static String last(Path file) {
        return String.valueOf(file.getFileName());
    }
}
