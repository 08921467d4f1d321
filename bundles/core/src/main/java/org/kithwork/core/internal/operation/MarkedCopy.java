package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.kithwork.json.Json;

/**
 * An archive as it is handed out: with a mark, in its manifest, on its first page and as its comment, that tells later
 * who took it and when.
 */
final class MarkedCopy {

    private static final String END = "</html>";

    private final Json json;
    private final String mark;

    MarkedCopy(Json json, String mark) {
        this.json = json;
        this.mark = mark;
    }

    /** Copies the archive, marking it on the way. */
    void write(InputStream archive, OutputStream target) throws IOException {
        try (var in = new ZipInputStream(archive, StandardCharsets.UTF_8)) {
            var out = new ZipOutputStream(target, StandardCharsets.UTF_8);
            out.setComment(mark);
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                switch (entry.getName()) {
                    case ExportArchive.MANIFEST -> out.write(manifest(text(in)).getBytes(StandardCharsets.UTF_8));
                    case ExportArchive.PAGE -> out.write(page(text(in)).getBytes(StandardCharsets.UTF_8));
                    default -> in.transferTo(out);
                }
                out.closeEntry();
            }
            out.finish();
        }
    }

    private static String text(InputStream entry) throws IOException {
        return new String(entry.readAllBytes(), StandardCharsets.UTF_8);
    }

    private String manifest(String text) {
        var members = new LinkedHashMap<String, Object>();
        members.put("mark", mark);
        json.read(text, LinkedHashMap.class).forEach((name, value) -> members.put(String.valueOf(name), value));
        return json.write(members);
    }

    private String page(String text) {
        return text.replace(END, "<footer><code>" + mark + "</code></footer>" + END);
    }
}
