package org.kithwork.core.internal.contact;

/**
 * An e-mail address.
 *
 * @param raw what was typed, without spaces around it; this is what is stored and shown
 * @param normalised lower case, plain width, the domain in its ASCII form: equal addresses share it, mail goes to it
 */
public record EmailAddress(String raw, String normalised) {
    /** The part after the @, in its ASCII form. */
    public String domain() {
        return normalised.substring(normalised.lastIndexOf('@') + 1);
    }
}
