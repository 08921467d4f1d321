package org.kithwork.core.internal.outbound.mail;

/** Why a mail was not taken. */
public enum MailProblem {
    /** There is no such host. */
    HOST_UNKNOWN(true),
    /** Nobody answers there, or not in time. */
    UNREACHABLE(true),
    /** The host stands for an address that is never called. */
    ADDRESS_FORBIDDEN(true),
    /** The server offers no encryption. */
    NO_ENCRYPTION(true),
    /** Its certificate is not one of this host. */
    CERTIFICATE(true),
    /** Name or password is wrong, or it knows no way to give them. */
    SIGN_IN(true),
    /** It may not be sent in the name of this sender. */
    SENDER(true),
    /** The server asks to come again. */
    LATER(false),
    /** The server does not want this mail. */
    REFUSED(false),
    /** There was no server to send through. */
    NO_SERVER(true);

    private final boolean ofServer;

    MailProblem(boolean ofServer) {
        this.ofServer = ofServer;
    }

    /** Whether it would meet every mail. */
    boolean isOfServer() {
        return ofServer;
    }

    /** Whether the same mail is worth another try. */
    boolean isPassing() {
        return this != REFUSED;
    }
}
