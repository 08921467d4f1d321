package org.kithwork.permission;

/**
 * Who acts.
 *
 * @param id the user's id, the token's id, the module's word, or {@code public}
 * @param name what audit and history show of him
 */
public record Actor(Kind kind, String id, String name) {

    /** The kinds of actor. */
    public enum Kind {
        USER,
        TOKEN,
        MODULE,
        PUBLIC
    }

    /** Somebody who has not signed in. */
    public static final Actor PUBLIC = new Actor(Kind.PUBLIC, "public", "public");

    /** The module, with the permissions that it declares and the administrator approved. */
    public static Actor module(String word) {
        return new Actor(Kind.MODULE, word, word);
    }
}
