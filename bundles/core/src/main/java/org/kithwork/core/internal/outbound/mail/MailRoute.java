package org.kithwork.core.internal.outbound.mail;

import org.jspecify.annotations.Nullable;

/** All that it takes to reach the server. */
record MailRoute(
        String host,
        int port,
        MailSecurity security,
        @Nullable String username,
        @Nullable String password,
        String sender,
        @Nullable String senderName) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
