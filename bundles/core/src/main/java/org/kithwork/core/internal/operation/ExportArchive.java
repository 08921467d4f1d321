package org.kithwork.core.internal.operation;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the copy of all that is held on a person: each participant writes its part, a file of JSON lines a kind of
 * record; when all are there they become one ZIP with a manifest, a table beside each file, and a page that lists them. Everything streams, and nothing lies about in clear.
 */
@Component(service = ExportArchive.class)
public final class ExportArchive {

    /** The step that comes after those of the participants. */
    static final String STEP = "~archive";

    static final String MANIFEST = "manifest.json";
    static final String PAGE = "index.html";

    private static final String RECORDS = "/archive.records";
    private static final String INDEX = "index";
    private static final String LINES = ".jsonl";

    private final ExportVault vault;
    private final Json json;

    @Activate
    public ExportArchive(@Reference ExportVault vault, @Reference Json json) {
        this.vault = vault;
        this.json = json;
    }

    /** The part of one participant, begun anew. */
    ExportPart part(String operationId, String participant) {
        var folder = operationId + "/" + participant;
        try {
            vault.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ExportPart(vault, json, folder, folder + "/" + INDEX);
    }

    /** Puts the parts of these participants into the archive. */
    void pack(String operationId, CustomerId customer, List<String> participants, Instant now) {
        try {
            try (var zip = new ZipOutputStream(vault.create(operationId + "/archive"), StandardCharsets.UTF_8)) {
                var parts = new ArrayList<Map<String, Object>>();
                long records = 0;
                var shown = new LinkedHashMap<String, List<Map<String, Object>>>();
                for (var participant : participants) {
                    if (!participant.equals(STEP)) {
                        var files = copy(operationId, participant, zip);
                        parts.add(Map.of("participant", participant, "files", files));
                        shown.put(participant, files);
                        records += records(files);
                    }
                }
                var manifest = new LinkedHashMap<String, Object>();
                manifest.put("operation", operationId);
                manifest.put("customer", customer.value());
                manifest.put("createdAt", now.toString());
                manifest.put("participants", parts);
                put(zip, PAGE, ExportIndex.page(now, shown));
                put(zip, MANIFEST, json.write(manifest));
                try (var count = vault.create(operationId + RECORDS)) {
                    count.write(Long.toString(records).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private List<Map<String, Object>> copy(String operationId, String participant, ZipOutputStream zip)
            throws IOException {
        var folder = operationId + "/" + participant;
        var files = new ArrayList<Map<String, Object>>();
        for (var line : lines(folder + "/" + INDEX)) {
            var file = json.read(line, Map.class);
            var part = folder + "/" + file.get("part");
            zip.putNextEntry(new ZipEntry(participant + "/" + file.get("name")));
            try (var content = vault.open(part)) {
                content.transferTo(zip);
            }
            zip.closeEntry();
            var entry = new LinkedHashMap<String, Object>();
            file.forEach((key, value) -> entry.put((String) key, value));
            entry.remove("part");
            files.add(entry);
            var name = String.valueOf(file.get("name"));
            if (name.endsWith(LINES) && !name.startsWith("files/")) {
                files.add(table(part, participant, name.replace(LINES, ".csv"), entry.get("records"), zip));
            }
        }
        return files;
    }

    /** The same records as a table that a spreadsheet opens. */
    private Map<String, Object> table(
            String part, String participant, String name, @Nullable Object records, ZipOutputStream zip)
            throws IOException {
        var table = new ExportTable(json);
        Set<String> columns;
        try (var content = vault.open(part)) {
            columns = table.columns(content);
        }
        zip.putNextEntry(new ZipEntry(participant + "/" + name));
        var digest = new Measured(zip);
        try (var content = vault.open(part)) {
            table.write(columns, content, digest);
        }
        zip.closeEntry();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", name);
        entry.put("records", records == null ? 0 : records);
        entry.put("bytes", digest.bytes);
        entry.put("sha256", digest.sha256());
        return entry;
    }

    /** Counts and digests what passes. */
    private static final class Measured extends FilterOutputStream {
        private final MessageDigest digest;
        private long bytes;

        Measured(OutputStream target) {
            super(target);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            out.write(content, from, length);
            digest.update(content, from, length);
            bytes += length;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private List<String> lines(String name) throws IOException {
        try (var content = vault.open(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    boolean exists(String operationId) {
        return vault.exists(operationId + "/archive");
    }

    /** How many records it has; what stands in a table as well counts once. */
    long records(String operationId) {
        try (var content = vault.open(operationId + RECORDS)) {
            return Long.parseLong(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long records(List<Map<String, Object>> files) {
        return files.stream()
                .filter(file -> String.valueOf(file.get("name")).endsWith(LINES))
                .mapToLong(file -> file.get("records") instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    /** Writes the archive in clear, with this mark, to whoever may have it. */
    void writeTo(String operationId, String mark, OutputStream target) throws IOException {
        try (InputStream content = vault.open(operationId + "/archive")) {
            new MarkedCopy(json, mark).write(content, target);
        }
    }

    /** Removes the parts of an archive that is complete. */
    void clear(String operationId, List<String> participants) {
        try {
            for (var participant : participants) {
                vault.delete(operationId + "/" + participant);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes an archive with its parts. */
    void delete(String operationId) {
        try {
            vault.delete(operationId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
