package org.kithwork.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.json.Json;

/** Keeps what a participant exported, as JSON lines by kind. */
public final class FakeExport implements ExportWriter {

    private final Json json;
    private final Map<String, List<String>> records = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public FakeExport(Json json) {
        this.json = json;
    }

    @Override
    public void record(String kind, Object value) {
        records.computeIfAbsent(kind, k -> new ArrayList<>()).add(json.write(value));
    }

    @Override
    public void file(String name, InputStream content) {
        try {
            files.put(name, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records by kind. */
    public Map<String, List<String>> records() {
        return records;
    }

    /** The files by name. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** How many records there are of each kind. */
    public Map<String, Integer> counts() {
        return records.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size()));
    }

    /** All that was written, to look for a text in it. */
    public String text() {
        return records.toString();
    }
}
