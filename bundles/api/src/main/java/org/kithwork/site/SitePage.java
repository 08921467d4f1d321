package org.kithwork.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor gets.
 *
 * @param html "" where he is sent on
 * @param location where he is sent on to
 * @param retryAfter in seconds
 * @param sites the origins that may show it in a frame
 * @param scripted whether it needs a script that is a file of its module
 */
public record SitePage(
        int status,
        String html,
        @Nullable String location,
        @Nullable Integer retryAfter,
        List<String> sites,
        boolean scripted) {

    public SitePage {
        sites = List.copyOf(sites);
    }

    /** A page that nobody frames and that runs nothing. */
    public static SitePage of(int status, String html) {
        return new SitePage(status, html, null, null, List.of(), false);
    }

    /** Sends the visitor on, by GET. */
    public static SitePage elsewhere(String location) {
        return new SitePage(303, "", location, null, List.of(), false);
    }

    /** The same, which these origins may show in a frame. */
    public SitePage within(List<String> origins) {
        return new SitePage(status, html, location, retryAfter, origins, scripted);
    }

    /** The same, with when to try again. */
    public SitePage after(int seconds) {
        return new SitePage(status, html, location, seconds, sites, scripted);
    }

    /** The same with a script of its module, which may ask its module; such a page is in nobody's frame. */
    public SitePage withScript() {
        return new SitePage(status, html, location, retryAfter, List.of(), true);
    }

    /** What the page may load and do, and who may frame it; where it has no script, none may run. */
    public String policy() {
        return "default-src 'none'; style-src 'self'; "
                + (scripted ? "script-src 'self'; connect-src 'self'; " : "")
                + "form-action 'self'; base-uri 'none'; frame-ancestors "
                + (sites.isEmpty() ? "'none'" : String.join(" ", sites));
    }
}
