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
 * @param scripted whether it needs the script of tablets, the only one there is
 */
record Page(
        int status,
        String html,
        @Nullable String location,
        @Nullable Integer retryAfter,
        List<String> sites,
        boolean scripted) {

    static Page of(int status, String html) {
        return new Page(status, html, null, null, List.of(), false);
    }

    static Page elsewhere(String location) {
        return new Page(303, "", location, null, List.of(), false);
    }

    Page within(List<String> origins) {
        return new Page(status, html, location, retryAfter, origins, scripted);
    }

    Page after(int seconds) {
        return new Page(status, html, location, seconds, sites, scripted);
    }

    /** On a tablet: in nobody's frame, and with its script. */
    Page onTablet() {
        return new Page(status, html, location, retryAfter, List.of(), true);
    }

    /** What the page may load and do, and who may frame it; but on tablets there is no script in it, so none may run. */
    String policy() {
        return "default-src 'none'; style-src 'self'; "
                + (scripted ? "script-src 'self'; connect-src 'self'; " : "")
                + "form-action 'self'; base-uri 'none'; frame-ancestors "
                + (sites.isEmpty() ? "'none'" : String.join(" ", sites));
    }
}
