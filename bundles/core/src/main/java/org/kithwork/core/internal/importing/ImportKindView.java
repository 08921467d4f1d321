package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Locale;
import org.kithwork.importing.spi.ImportKind;

/** A kind of row that can be imported, in the reader's language. */
public record ImportKindView(String kind, String title, List<Field> fields) {

    /** A field that a column can be mapped to. */
    public record Field(String name, String title, boolean required, String type) {}

    static ImportKindView of(ImportKind kind, Locale locale) {
        return new ImportKindView(
                kind.kind(),
                kind.title().text(locale),
                kind.fields().stream()
                        .map(field -> new Field(
                                field.name(),
                                field.title().text(locale),
                                field.required(),
                                field.name().endsWith(":*") ? "WILDCARD" : "TEXT"))
                        .toList());
    }
}
