package org.kithwork.site;

import org.jspecify.annotations.Nullable;

/**
 * Builds a page; whatever is said by people goes in by {@link #text}, {@link #lines} and {@link #attribute} alone, which escape
 * it and leave out what is no character of a page. For one thread.
 */
public final class Html {

    private final StringBuilder html = new StringBuilder(4096);

    /** Markup of the caller, as it stands; never what somebody typed. */
    public Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** What somebody says, between tags. */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A text of which each line becomes a paragraph. */
    public Html lines(String text) {
        for (var line : text.split("\n", -1)) {
            raw("<p>").text(line).raw("</p>");
        }
        return this;
    }

    /** An attribute with its value, after a space; nothing where there is no value. */
    public Html attribute(String name, @Nullable String value) {
        if (value != null) {
            html.append(' ').append(name).append("=\"");
            escape(value);
            html.append('"');
        }
        return this;
    }

    /** An attribute that is there or not. */
    public Html flag(String name, boolean there) {
        if (there) {
            html.append(' ').append(name);
        }
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n', '\t' -> html.append((char) c);
                default -> {
                    if (!Character.isISOControl(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                        html.appendCodePoint(c);
                    }
                }
            }
        });
    }

    /** The page as far as it is built. */
    @Override
    public String toString() {
        return html.toString();
    }
}
