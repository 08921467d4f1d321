package org.kithwork.problem;

/** The few kinds of failure that a caller can tell apart; each has one HTTP status and one exit status of the shell. */
public enum ProblemKind {
    /** The request cannot be read, or names a member that does not exist. */
    MALFORMED(400),
    /** Nobody is signed in. */
    UNAUTHENTICATED(401),
    /** The actor has no such right. */
    FORBIDDEN(403),
    /** It is not there, or out of the actor's scope, which is the same answer. */
    NOT_FOUND(404),
    /** A rule forbids it in this state. */
    CONFLICT(409),
    /** The record has changed since it was read. */
    STALE(412),
    /** More than the limit allows. */
    TOO_LARGE(413),
    /** A format that is not taken here. */
    UNSUPPORTED_MEDIA(415),
    /** Well-formed but invalid; the faults say where. */
    INVALID(422),
    /** A change without the version it is based on. */
    VERSION_MISSING(428),
    /** Too often; try again later. */
    TOO_MANY_REQUESTS(429),
    /** Known but not running at the moment; try again later. */
    UNAVAILABLE(503),
    /** The disk is full. */
    STORAGE_FULL(507);

    private final int status;

    ProblemKind(int status) {
        this.status = status;
    }

    /** The HTTP status that stands for this kind. */
    public int status() {
        return status;
    }
}
