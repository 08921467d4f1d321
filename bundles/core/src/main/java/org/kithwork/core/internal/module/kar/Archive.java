package org.kithwork.core.internal.module.kar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kithwork.core.internal.module.ModuleProblem;

/**
 * A ZIP file from a stranger. Its names are plain, relative and each there once; what it says of its sizes is not
 * believed: bytes are counted as they come out.
 */
public final class Archive implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$@+~.-]+(/[A-Za-z0-9_$@+~.-]+)*/?");
    private static final int SMALL = 64 << 10;

    private final ZipFile zip;
    private final String label;
    private final Limits limits;
    private final Map<String, ZipEntry> files = new LinkedHashMap<>();
    private long unpacked;

    private Archive(ZipFile zip, String label, Limits limits) {
        this.zip = zip;
        this.label = label;
        this.limits = limits;
    }

    /**
     * Opens the file and checks every name.
     *
     * @param label what the administrator knows the file by
     */
    public static Archive open(Path file, String label, Limits limits) {
        try {
            if (Files.size(file) > limits.file()) {
                throw ModuleProblem.invalid("package-too-large", label, megabytes(limits.file()));
            }
            var archive = new Archive(new ZipFile(file.toFile()), label, limits);
            try {
                archive.index();
                return archive;
            } catch (RuntimeException e) {
                archive.close();
                throw e;
            }
        } catch (ZipException e) {
            throw ModuleProblem.invalid("package-no-archive", label);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void index() {
        if (zip.size() > limits.entries()) {
            throw ModuleProblem.invalid("package-too-many", label, Integer.toString(limits.entries()));
        }
        Set<String> names = new HashSet<>();
        for (var entry : Collections.list(zip.entries())) {
            var name = entry.getName();
            if (!isPlain(name)) {
                throw ModuleProblem.invalid("package-entry-name", label, shown(name));
            }
            if (!names.add(name.toLowerCase(Locale.ROOT).replaceAll("/$", ""))) {
                throw ModuleProblem.invalid("package-entry-twice", label, shown(name));
            }
            if (!entry.isDirectory()) {
                files.put(name, entry);
            }
        }
    }

    /** Relative, forward slashes, no empty part and none of dots alone: the same name on every system. */
    static boolean isPlain(String name) {
        if (!NAME.matcher(name).matches() || name.length() > 400) {
            return false;
        }
        for (var part : name.split("/")) {
            if (part.matches("\\.+") || part.endsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** The names of the files in it. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** The content of a small file; empty where there is none of this name. */
    public Optional<byte[]> read(String name, int longest) {
        if (!files.containsKey(name)) {
            return Optional.empty();
        }
        var content = new ByteArrayOutputStream();
        copy(name, content, longest);
        return Optional.of(content.toByteArray());
    }

    /** Writes a file's content to a path where nothing is yet. */
    public void extract(String name, Path target) {
        try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(name, out, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads every file to its end, so that what does not unpack as it should is found now. */
    public void exhaust() {
        names().forEach(name -> copy(name, OutputStream.nullOutputStream(), Long.MAX_VALUE));
    }

    private void copy(String name, OutputStream out, long longest) {
        var entry = files.get(name);
        if (entry == null) {
            throw ModuleProblem.invalid("package-no-archive", label);
        }
        var buffer = new byte[8192];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                unpacked += read;
                check(entry, size, longest);
                out.write(buffer, 0, read);
            }
        } catch (ZipException e) {
            throw ModuleProblem.invalid("package-no-archive", label);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(ZipEntry entry, long size, long longest) {
        if (size > longest || unpacked > limits.total()) {
            throw ModuleProblem.invalid("package-too-large", label, megabytes(Math.min(longest, limits.total())));
        }
        if (size > SMALL && size / Math.max(1, entry.getCompressedSize()) > limits.ratio()) {
            throw ModuleProblem.invalid("package-bomb", label, shown(entry.getName()));
        }
    }

    private static String megabytes(long bytes) {
        return Long.toString(Math.max(1, bytes >> 20));
    }

    /** A name as it may be shown. */
    static String shown(String name) {
        var plain = name.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "…";
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
