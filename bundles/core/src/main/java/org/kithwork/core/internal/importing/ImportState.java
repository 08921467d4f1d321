package org.kithwork.core.internal.importing;

/** Where an import stands. */
public enum ImportState {
    UPLOADED,
    /** Its encoding, columns and first rows are known. */
    PARSED,
    /** Somebody said which column holds which field. */
    MAPPED,
    /** Tried without effect. */
    VALIDATED,
    RUNNING,
    PAUSED,
    DONE,
    DONE_WITH_ERRORS,
    FAILED,
    CANCELLED,
    /** What it created is being taken back. */
    UNDOING,
    UNDONE;

    /** Whether its options may be changed and it may be started. */
    public boolean isOpen() {
        return this == UPLOADED || this == PARSED || this == MAPPED || this == VALIDATED;
    }

    public boolean isEnded() {
        return this == DONE || this == DONE_WITH_ERRORS || this == FAILED || this == CANCELLED || this == UNDONE;
    }
}
