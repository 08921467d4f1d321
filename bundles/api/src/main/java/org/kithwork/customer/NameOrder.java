package org.kithwork.customer;

/** How the parts of a name stand when it is shown. */
public enum NameOrder {
    /** Family name first and no space between: 欧阳娜娜. */
    FAMILY_GIVEN,
    /** Given name first, a space between: John Smith. */
    GIVEN_FAMILY,
    /** The name was not taken apart; all of it counts as the given name: 阿依古丽·买买提. */
    WHOLE
}
