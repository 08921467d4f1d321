package org.kithwork.funnel.internal.attainment;

import org.kithwork.money.Money;

/**
 * What somebody is to sell in a month.
 *
 * @param subject the id of the user, the team or the store
 * @param month such as {@code 2026-03}
 */
public record Target(Level level, String subject, String month, Money amount) {

    /** Whose targets there are. */
    public enum Level {
        USER,
        /** The users of a team and of those below it, together. */
        TEAM,
        STORE
    }
}
