package org.kithwork.importing.spi;

import java.util.List;
import org.kithwork.problem.Message;

/**
 * A field that a column may be mapped to.
 *
 * @param name such as {@code fullName}, {@code contact:PHONE}; one that ends in {@code :*} takes any word there
 * @param synonyms headers that propose it, Chinese and English, in lower case
 * @param choices what its cells may say where that is a closed list; empty where they may say anything
 */
public record ImportField(
        String name, Message title, boolean required, List<String> synonyms, List<ImportChoice> choices) {

    public ImportField {
        synonyms = List.copyOf(synonyms);
        choices = List.copyOf(choices);
    }

    /** A field whose cells may say anything; its title is {@code field.<name>} beside the owner, without {@code :*} and with a dash for a colon. */
    public static ImportField of(Class<?> owner, String name, boolean required, String... synonyms) {
        var code = "field." + name.replace(":*", "").replace(':', '-');
        return new ImportField(name, Message.of(owner, code), required, List.of(synonyms));
    }

    /** A field whose cells may say anything. */
    public ImportField(String name, Message title, boolean required, List<String> synonyms) {
        this(name, title, required, synonyms, List.of());
    }

    /** The same, whose cells say one of these. */
    public ImportField among(List<ImportChoice> closed) {
        return new ImportField(name, title, required, synonyms, closed);
    }
}
