package org.kithwork.core.internal.outbound.mail;

/** What became of a mail. */
public enum MailState {
    /** It waits to be sent, for the first time or again. */
    WAITING,
    /** The server has taken it. */
    SENT,
    /** The server does not want it, or did not answer for a day. */
    FAILED
}
