package org.kithwork.core.internal.importing;

import org.kithwork.problem.Message;

/** The sentences of imports. */
public final class ImportTexts {

    private ImportTexts() {}

    public static Message of(String code, Object... arguments) {
        return Message.of(ImportTexts.class, code, arguments);
    }
}
