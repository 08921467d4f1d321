package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** The language that a request asks for. */
public final class Locales {

    private Locales() {}

    public static Locale of(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .filter(locale -> !locale.getLanguage().equals("*"))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
