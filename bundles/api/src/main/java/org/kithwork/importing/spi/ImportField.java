package org.kithwork.importing.spi;

import java.util.List;
import org.kithwork.problem.Message;

/**
 * A field that a column may be mapped to.
 *
 * @param name such as {@code fullName}, {@code contact:PHONE}; one that ends in {@code :*} takes any word there
 * @param synonyms headers that propose it, Chinese and English, in lower case
 */
public record ImportField(String name, Message title, boolean required, List<String> synonyms) {

    public ImportField {
        synonyms = List.copyOf(synonyms);
    }
}
