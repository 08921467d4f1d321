package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Locale;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;

/** A kind of row that can be imported, in the reader's language. */
public record ImportKindView(String kind, String title, List<Field> fields, List<Option> options) {

    /** A field that a column can be mapped to. */
    public record Field(String name, String title, boolean required, String type, List<Choice> choices) {}

    /** What a cell of a closed list may mean, the word that is written to mean it, and all that is understood as it. */
    public record Choice(String word, String title, List<String> words) {}

    /** Something that the import as a whole can be told; without choices it is a text. */
    public record Option(String name, String title, List<String> choices) {}

    static ImportKindView of(ImportKind kind, Locale locale) {
        return new ImportKindView(
                kind.kind(),
                kind.title().text(locale),
                kind.fields().stream()
                        .map(field -> new Field(
                                field.name(),
                                field.title().text(locale),
                                field.required(),
                                type(field),
                                field.choices().stream()
                                        .map(choice -> new Choice(
                                                choice.word(), choice.title().text(locale), choice.words()))
                                        .toList()))
                        .toList(),
                kind.options().stream()
                        .map(option -> new Option(option.name(), option.title().text(locale), option.choices()))
                        .toList());
    }

    private static String type(ImportField field) {
        return field.name().endsWith(":*") ? "WILDCARD" : field.choices().isEmpty() ? "TEXT" : "CHOICE";
    }
}
