package org.kithwork.privacy.spi;

/** What becomes of records whose time is over. */
public enum RetentionAction {
    /** The customer is erased, with all that modules hold on him. */
    ERASE,
    /** The person goes, figures stay, and nothing leads back. */
    ANONYMISE,
    /** The records are removed. */
    DELETE
}
