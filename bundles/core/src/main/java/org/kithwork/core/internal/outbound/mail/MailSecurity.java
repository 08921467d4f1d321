package org.kithwork.core.internal.outbound.mail;

/** How the way to the server is kept from others. */
public enum MailSecurity {
    /** Encrypted from the first byte; usually port 465. */
    TLS,
    /** Encrypted before anything is said; usually port 587. A server that does not offer it gets nothing. */
    STARTTLS,
    /** Not at all; for a server on this machine. */
    NONE
}
