package org.kithwork.web.internal;

import org.kithwork.problem.Message;

/** The sentences of the web runtime; they stand beside this class. */
public final class Texts {

    private Texts() {}

    public static Message of(String code, Object... arguments) {
        return Message.of(Texts.class, code, arguments);
    }
}
