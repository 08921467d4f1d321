package org.kithwork.core.internal.text;

/** One text under which a customer is found by its beginning, and what kind of text it is. */
public record SearchKey(Kind kind, String value) {
    /** What a hit matched; the first that fits is told to the user. */
    public enum Kind {
        /** The name as written, folded. */
        NAME,
        /** The whole name in pinyin: zhangsan. */
        PINYIN,
        /** The first letter of each syllable or word: zs. */
        INITIALS,
        /** The given name, written or in pinyin. */
        GIVEN_NAME
    }
}
