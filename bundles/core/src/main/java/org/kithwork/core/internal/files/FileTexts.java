package org.kithwork.core.internal.files;

import org.kithwork.problem.Message;

/** What is said about files. */
final class FileTexts {

    private FileTexts() {}

    static Message of(String code, Object... arguments) {
        return Message.of(FileTexts.class, code, arguments);
    }
}
