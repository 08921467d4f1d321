package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the copy of all that is held on a person: each participant writes its part, a file of JSON lines a kind of
 * record; when all are there they become one ZIP with a manifest. Everything streams, and nothing lies about in clear.
 */
@Component(service = ExportArchive.class)
public final class ExportArchive {

    /** The step that comes after those of the participants. */
    static final String STEP = "~archive";

    private static final String INDEX = "index";

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
                for (var participant : participants) {
                    if (!participant.equals(STEP)) {
                        parts.add(Map.of("participant", participant, "files", copy(operationId, participant, zip)));
                    }
                }
                var manifest = new LinkedHashMap<String, Object>();
                manifest.put("operation", operationId);
                manifest.put("customer", customer.value());
                manifest.put("createdAt", now.toString());
                manifest.put("participants", parts);
                zip.putNextEntry(new ZipEntry("manifest.json"));
                zip.write(json.write(manifest).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Object> copy(String operationId, String participant, ZipOutputStream zip) throws IOException {
        var folder = operationId + "/" + participant;
        var files = new ArrayList<>();
        for (var line : lines(folder + "/" + INDEX)) {
            var file = json.read(line, Map.class);
            zip.putNextEntry(new ZipEntry(participant + "/" + file.get("name")));
            try (var content = vault.open(folder + "/" + file.get("part"))) {
                content.transferTo(zip);
            }
            zip.closeEntry();
            var entry = new LinkedHashMap<String, Object>();
            file.forEach((key, value) -> entry.put((String) key, value));
            entry.remove("part");
            files.add(entry);
        }
        return files;
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

    /** Writes the archive in clear to whoever may have it. */
    void writeTo(String operationId, OutputStream target) throws IOException {
        try (InputStream content = vault.open(operationId + "/archive")) {
            content.transferTo(target);
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
