package org.kithwork.customer;

/** In which order a name is shown. */
public enum NameOrder {
    /** Family name first, without a space, as in Chinese. */
    FAMILY_FIRST,
    /** Given name first, with a space. */
    GIVEN_FIRST
}
