package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.json.Json;

/** What one participant writes of an export: a file a kind, open until the end, and an index of them. */
final class ExportPart implements ExportWriter, AutoCloseable {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private final ExportVault vault;
    private final Json json;
    private final String folder;
    private final String index;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ExportPart(ExportVault vault, Json json, String folder, String index) {
        this.vault = vault;
        this.json = json;
        this.folder = folder;
        this.index = index;
    }

    private static final class Entry {
        final String part;
        final DigestOutputStream stream;
        long records;
        long bytes;

        Entry(String part, OutputStream stream) throws NoSuchAlgorithmException {
            this.part = part;
            this.stream = new DigestOutputStream(stream, MessageDigest.getInstance("SHA-256"));
        }
    }

    @Override
    public void record(String kind, Object value) {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("Not a kind of record");
        }
        var line = (json.write(value) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            var entry = entry(kind + ".jsonl");
            entry.stream.write(line);
            entry.records++;
            entry.bytes += line.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void file(String name, InputStream content) {
        try {
            var entry = entry("files/" + (entries.size() + 1) + "-" + safe(name));
            entry.bytes += content.transferTo(entry.stream);
            entry.stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that leads nowhere else when the archive is unpacked. */
    private static String safe(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}:*?\"<>|]", "_");
        return last.length() > 100 ? last.substring(last.length() - 100) : last;
    }

    private Entry entry(String name) throws IOException {
        var entry = entries.get(name);
        if (entry == null) {
            var part = "part-" + (entries.size() + 1);
            try {
                entry = new Entry(part, vault.create(folder + "/" + part));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            entries.put(name, entry);
        }
        return entry;
    }

    /** Writes the index; without it the part does not count. */
    void finish() {
        close();
        try (var stream = vault.create(index)) {
            for (var each : entries.entrySet()) {
                var line = new LinkedHashMap<String, Object>();
                line.put("name", each.getKey());
                line.put("part", each.getValue().part);
                line.put("records", each.getValue().records);
                line.put("bytes", each.getValue().bytes);
                line.put("sha256", HexFormat.of().formatHex(digest(each.getValue())));
                stream.write((json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(Entry entry) {
        return entry.stream.getMessageDigest().digest();
    }

    @Override
    public void close() {
        for (var entry : entries.values()) {
            try {
                entry.stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
