package org.kithwork.archives.internal.importing;

import org.kithwork.importing.spi.ImportField;
import org.kithwork.problem.Message;

/** What the imports of the module say. */
final class Words {

    private Words() {}

    static Message message(String code, Object... arguments) {
        return Message.of(Words.class, code, arguments);
    }

    static ImportField field(String name, boolean required, String... synonyms) {
        return ImportField.of(Words.class, name, required, synonyms);
    }
}
