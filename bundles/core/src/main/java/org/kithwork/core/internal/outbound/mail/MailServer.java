package org.kithwork.core.internal.outbound.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The server that mails go through.
 *
 * @param username with which it is signed in to; {@code null} without
 * @param passwordSet whether there is a password; it is never shown
 * @param sender the address in whose name mails go
 * @param site where customers reach this installation, such as {@code https://crm.example.com}: what links in mails begin with
 * @param failingSince since when it takes nothing; {@code null} while it does
 * @param problem why it takes nothing
 * @param answer what it said then
 */
public record MailServer(
        String host,
        int port,
        MailSecurity security,
        @Nullable String username,
        boolean passwordSet,
        String sender,
        @Nullable String senderName,
        String site,
        @Nullable Instant failingSince,
        @Nullable MailProblem problem,
        @Nullable String answer,
        long version) {}
