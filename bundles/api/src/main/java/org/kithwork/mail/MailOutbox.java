package org.kithwork.mail;

import org.osgi.annotation.versioning.ProviderType;

/** Takes mails and sends them. Always there. */
@ProviderType
public interface MailOutbox {

    /** Whether there is a server to send through. */
    boolean isOpen();

    /**
     * The address of a public page as the recipient reaches it.
     *
     * @param path begins with a slash
     * @throws org.kithwork.problem.Problem {@code unavailable} ({@code mail-server-missing}) where there is no server
     */
    String link(String path);

    /**
     * Keeps a mail in the current transaction, or in one of its own, to be sent after that: within about a minute, and again
     * for a day while the server cannot be reached or asks to wait. A key that was used already sends nothing again.
     * Whether the person may be written to is asked before ({@link org.kithwork.consent.SendDecisions}); nothing asks again here.
     *
     * @throws org.kithwork.problem.Problem {@code unavailable} ({@code mail-server-missing}) where there is no server;
     *     {@code invalid} for an address that is none, and for a subject or text that is empty or too long
     */
    void send(Mail mail);
}
