package org.kithwork.core.internal.files;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Cleans the names of files that people hand in. */
final class FileNames {

    private static final int MOST = 140;

    private FileNames() {}

    /**
     * The name without its path, without control and direction characters and those that file systems reserve; the
     * beginning of a long one, and its extension.
     */
    static String clean(@Nullable String name) {
        if (name == null) {
            return "file";
        }
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}<>:\"|?*%;]", "")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        return clean.isEmpty() ? "file" : shortened(clean);
    }

    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= MOST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        int end = name.offsetByCodePoints(0, MOST - extension.length());
        return name.substring(0, end).stripTrailing() + extension;
    }
}
