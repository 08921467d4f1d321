package org.kithwork.funnel.internal.pipeline;

/**
 * What is to be done once an opportunity has entered a stage.
 *
 * @param id by which it is known that an opportunity has had it
 * @param days after the entry
 */
public record EntryTask(String id, Kind kind, String subject, int days) {

    /** How it is done; the same words as of a follow-up. */
    public enum Kind {
        CALL,
        VISIT,
        MAIL,
        OTHER
    }
}
