package org.kithwork.core.internal.duplicate;

/** What two customers have in common or not, and how much it counts. */
public enum DuplicateRule {
    /** The same card or other identifier. */
    IDENTIFIER(100),
    /** The same telephone number, confirmed or noted within the last 180 days on both sides. */
    PHONE(60),
    /** The same telephone number, which the carrier may have given to another person since. */
    PHONE_OLD(40),
    EMAIL(50),
    NAME(20),
    /** Names that sound the same and are written with other characters. */
    PINYIN(8),
    /** The same month and day of birth. */
    BIRTHDAY(15),
    ADDRESS(15),
    /** A contact point that both say they share with others. */
    HOUSEHOLD(-30),
    OTHER_SEX(-20),
    /** Other identifiers of one and the same scheme. */
    OTHER_IDENTIFIER(-60);

    private final int points;

    DuplicateRule(int points) {
        this.points = points;
    }

    public int points() {
        return points;
    }
}
