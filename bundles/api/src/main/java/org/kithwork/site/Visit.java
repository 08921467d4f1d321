package org.kithwork.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a public page.
 *
 * @param path below the home of the pages; "" for the home itself
 * @param query what the address says beside, by name
 * @param form what he sent, by name; empty for a look
 * @param address where he is, to count by
 * @param language {@link Locale#ENGLISH} or {@link Locale#SIMPLIFIED_CHINESE}
 */
public record Visit(
        String path, Map<String, List<String>> query, Map<String, List<String>> form, String address, Locale language) {

    private static final int MOST = 300;
    private static final List<String> TAGS = List.of("zh", "zh-CN", "en");

    /** The language of a page: what its address says, else what the browser asks for, else Chinese. */
    static Locale language(@Nullable String said, @Nullable String header) {
        if (said != null) {
            return said.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
        if (header == null || header.length() > 200) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            var tag = Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS);
            return "en".equals(tag) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        } catch (IllegalArgumentException e) {
            return Locale.SIMPLIFIED_CHINESE;
        }
    }

    /**
     * Reads what is written as {@code name=value&…}.
     *
     * @return empty where it cannot be read
     */
    static Optional<Map<String, List<String>>> parse(@Nullable String text) {
        var read = new LinkedHashMap<String, List<String>>();
        if (text == null || text.isEmpty()) {
            return Optional.of(read);
        }
        var pairs = text.split("&", MOST + 1);
        if (pairs.length > MOST) {
            return Optional.empty();
        }
        try {
            for (var pair : pairs) {
                var end = pair.indexOf('=');
                var name = decode(end < 0 ? pair : pair.substring(0, end));
                var value = end < 0 ? "" : decode(pair.substring(end + 1));
                if (!value.isEmpty()) {
                    read.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(read);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value of this name; {@code null} where there is none. */
    public static @Nullable String first(Map<String, List<String>> values, String name) {
        var found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? null : found.get(0);
    }
}
