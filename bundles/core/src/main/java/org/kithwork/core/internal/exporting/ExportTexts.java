package org.kithwork.core.internal.exporting;

import org.kithwork.problem.Message;

/** The sentences of exports. */
public final class ExportTexts {

    private ExportTexts() {}

    public static Message of(String code, Object... arguments) {
        return Message.of(ExportTexts.class, code, arguments);
    }
}
