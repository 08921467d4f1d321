package org.kithwork.web.internal.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a path leads to.
 *
 * @param word the word after the area, which may name a module; "" where there is none
 */
public record Target(Area area, String path, String word) {

    /** The parts of the address space; what lies elsewhere is served to nobody. */
    public enum Area {
        /** {@code /api/v1/…}. */
        API,
        /** {@code /public/<module>/…}: pages and hooks without sign-in. */
        PUBLIC,
        /** {@code /m/<module>/<hash>/…}: files of modules' pages. */
        FILES,
        /** {@code /} and {@code /ui/…}: the console. */
        CONSOLE,
        HEALTH,
        METRICS,
        ELSEWHERE
    }

    public static final String API = "/api/v1";

    private static final int MAX_LENGTH = 8192;
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("[;\\\\]|//|/\\.{1,2}(/|$)|%2e|%2f|%5c|%00|%3b|%0d|%0a|[^\\x21-\\x7e]");

    /** The target of a raw path, as the request line has it. */
    public static Target of(String path) {
        if (path.equals("/") || path.equals("/ui") || path.startsWith("/ui/")) {
            return new Target(Area.CONSOLE, path, "");
        }
        if (path.equals("/health") || path.startsWith("/health/")) {
            return new Target(Area.HEALTH, path, "");
        }
        if (path.equals("/metrics")) {
            return new Target(Area.METRICS, path, "");
        }
        return below(
                API + "/",
                Area.API,
                path,
                below(
                        "/public/",
                        Area.PUBLIC,
                        path,
                        below(
                                "/m/",
                                Area.FILES,
                                path,
                                new Target(path.equals(API) ? Area.API : Area.ELSEWHERE, path, ""))));
    }

    private static Target below(String prefix, Area area, String path, Target otherwise) {
        if (!path.startsWith(prefix)) {
            return otherwise;
        }
        var end = path.indexOf('/', prefix.length());
        var word = path.substring(prefix.length(), end < 0 ? path.length() : end);
        return new Target(area, path, WORD.matcher(word).matches() ? word : "");
    }

    static boolean isTooLong(String path, String query) {
        return path.length() + query.length() > MAX_LENGTH;
    }

    /** Whether a path could be read in two ways, by us and by whoever serves it. */
    static boolean isAmbiguous(String path) {
        return !path.startsWith("/")
                || AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether it is one of these addresses of the API, given without {@code /api/v1}. */
    boolean isApi(String... addresses) {
        for (var address : addresses) {
            if (path.equals(API + address)) {
                return true;
            }
        }
        return false;
    }
}
