package org.kithwork.importing.spi;

import java.util.List;
import org.kithwork.problem.Message;

/**
 * Something that an import as a whole can be told, beside the options that all have.
 *
 * @param name such as {@code store}
 * @param choices what it may be; empty where it is a text
 */
public record ImportOption(String name, Message title, List<String> choices) {

    public ImportOption {
        choices = List.copyOf(choices);
    }

    /** An option that takes a text. */
    public static ImportOption text(String name, Message title) {
        return new ImportOption(name, title, List.of());
    }
}
