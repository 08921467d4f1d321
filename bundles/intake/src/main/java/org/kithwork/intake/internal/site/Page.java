package org.kithwork.intake.internal.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor gets.
 *
 * @param html "" where he is sent on
 * @param location where he is sent on to
 * @param retryAfter in seconds
 * @param sites the origins that may show it in a frame
 */
record Page(
        int status,
        String html,
        @Nullable String location,
        @Nullable Integer retryAfter,
        List<String> sites) {

    static Page of(int status, String html) {
        return new Page(status, html, null, null, List.of());
    }

    static Page elsewhere(String location) {
        return new Page(303, "", location, null, List.of());
    }

    Page within(List<String> origins) {
        return new Page(status, html, location, retryAfter, origins);
    }

    Page after(int seconds) {
        return new Page(status, html, location, seconds, sites);
    }

    /** What the page may load and do, and who may frame it; there is no script in it, so none may run. */
    String policy() {
        return "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
                + (sites.isEmpty() ? "'none'" : String.join(" ", sites));
    }
}
