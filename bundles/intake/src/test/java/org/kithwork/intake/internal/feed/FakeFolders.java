package org.kithwork.intake.internal.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.DropFolders;
import org.kithwork.test.TestFolder;

/** Folders in which every file is complete at once. */
public final class FakeFolders implements DropFolders {

    public final TreeSet<String> waiting = new TreeSet<>();
    public final TreeSet<String> taken = new TreeSet<>();
    public final Map<String, String> done = new TreeMap<>();
    public final Map<String, String> failed = new TreeMap<>();
    private final Path folder = TestFolder.create();
    private int count;

    /** The one that has files; the others are empty. */
    public String name = "";

    @Override
    public void create(String name) {}

    @Override
    public List<String> complete(String name) {
        return name.equals(this.name) ? List.copyOf(waiting) : List.of();
    }

    @Override
    public @Nullable Path take(String name, String file) {
        if (!waiting.remove(file)) {
            return null;
        }
        var as = ++count + "." + file;
        taken.add(as);
        try {
            return Files.writeString(folder.resolve(as), "content of " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> taken(String name) {
        return name.equals(this.name) ? new ArrayList<>(taken) : List.of();
    }

    @Override
    public Path open(String name, String file) {
        return folder.resolve(file);
    }

    @Override
    public String put(String name, String file, boolean well, Report report) {
        var out = new ByteArrayOutputStream();
        try {
            report.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        taken.remove(file);
        (well ? done : failed).put(file, out.toString(StandardCharsets.UTF_8));
        return file;
    }
}
