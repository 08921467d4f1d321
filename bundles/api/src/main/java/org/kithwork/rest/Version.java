package org.kithwork.rest;

import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** The version of a record that a change is based on, as {@code If-Match} carries it: {@code "7"}. */
public record Version(long value) {

    /** Reads a header's value; what is no version of ours is out of date. */
    public static Version fromString(String header) {
        var text = header.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        try {
            return new Version(Long.parseLong(text.replace("\"", "")));
        } catch (NumberFormatException e) {
            throw Problem.stale();
        }
    }

    /** The version, which a change must name. */
    public static long required(@org.jspecify.annotations.Nullable Version version) {
        if (version == null) {
            throw Problem.of(ProblemKind.VERSION_MISSING, "version-missing");
        }
        return version.value;
    }

    /** The value of the header {@code ETag}. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
