package org.kithwork.core.internal.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.util.Map.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * The types that are taken, told by content. What can carry a program is none of them: no HTML, no SVG, no archive, no
 * document with macros. A name decides nothing but whether a text is a table.
 */
final class FileTypes {

    private static final String ZIP = "application/zip";
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    /** The types with the extensions that go with them; the first is the one that is added. */
    private static final Map<String, List<String>> TAKEN = Map.ofEntries(
            entry("image/jpeg", List.of("jpg", "jpeg")),
            entry("image/png", List.of("png")),
            entry("image/gif", List.of("gif")),
            entry("image/webp", List.of("webp")),
            entry("image/bmp", List.of("bmp")),
            entry("image/tiff", List.of("tif", "tiff")),
            entry("image/heic", List.of("heic", "heif")),
            entry("application/pdf", List.of("pdf")),
            entry("application/rtf", List.of("rtf")),
            entry("application/msword", List.of("doc")),
            entry("application/vnd.ms-excel", List.of("xls")),
            entry("application/vnd.ms-powerpoint", List.of("ppt")),
            entry(OOXML + "wordprocessingml.document", List.of("docx")),
            entry(OOXML + "spreadsheetml.sheet", List.of("xlsx")),
            entry(OOXML + "presentationml.presentation", List.of("pptx")),
            entry("application/vnd.oasis.opendocument.text", List.of("odt")),
            entry("application/vnd.oasis.opendocument.spreadsheet", List.of("ods")),
            entry("application/vnd.oasis.opendocument.presentation", List.of("odp")),
            entry("text/plain", List.of("txt", "text", "log", "md")),
            entry("text/csv", List.of("csv")),
            entry("audio/mpeg", List.of("mp3")),
            entry("audio/mp4", List.of("m4a")),
            entry("audio/vnd.wave", List.of("wav")),
            entry("audio/vorbis", List.of("ogg", "oga")),
            entry("audio/opus", List.of("opus", "ogg")),
            entry("audio/x-flac", List.of("flac")),
            entry("audio/x-aac", List.of("aac")),
            entry("audio/amr", List.of("amr")));

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /** The type of this content, where it is taken. */
    Optional<String> of(byte[] content, String name) throws IOException {
        var found = types.detect(new ByteArrayInputStream(content), new Metadata())
                .getBaseType()
                .toString();
        var type = switch (found) {
            case ZIP, "application/x-tika-ooxml" -> ooxml(new String(content, ISO_8859_1));
            case "application/x-tika-msoffice" -> ole(new String(content, ISO_8859_1));
            case "text/plain" -> extension(name).equals("csv") ? "text/csv" : found;
            case "audio/x-wav" -> "audio/vnd.wave";
            default -> found;
        };
        return TAKEN.containsKey(type) ? Optional.of(type) : Optional.empty();
    }

    /** The name with an extension that goes with the type, so that no program opens it as something else. */
    String named(String name, String type) {
        var extensions = TAKEN.getOrDefault(type, List.of());
        return extensions.contains(extension(name)) ? name : name + "." + extensions.get(0);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Which document of newer Office a ZIP archive is, by the names of its parts. */
    private static String ooxml(String content) {
        if (!content.contains("[Content_Types].xml") || content.contains("vbaProject.bin")) {
            return ZIP;
        }
        if (content.contains("word/document.xml")) {
            return OOXML + "wordprocessingml.document";
        }
        if (content.contains("xl/workbook.xml")) {
            return OOXML + "spreadsheetml.sheet";
        }
        return content.contains("ppt/presentation.xml") ? OOXML + "presentationml.presentation" : ZIP;
    }

    /** Which document of older Office a compound file is, by the names of its streams. */
    private static String ole(String content) {
        if (content.contains(utf16("_VBA_PROJECT"))) {
            return "application/x-tika-msoffice";
        }
        if (content.contains(utf16("WordDocument"))) {
            return "application/msword";
        }
        if (content.contains(utf16("Workbook"))) {
            return "application/vnd.ms-excel";
        }
        return content.contains(utf16("PowerPoint Document"))
                ? "application/vnd.ms-powerpoint"
                : "application/x-tika-msoffice";
    }

    /** How a text of UTF-16 looks in a string of the bytes. */
    private static String utf16(String text) {
        return new String(text.getBytes(UTF_16LE), ISO_8859_1);
    }
}
