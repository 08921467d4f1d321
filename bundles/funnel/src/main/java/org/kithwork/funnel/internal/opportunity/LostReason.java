package org.kithwork.funnel.internal.opportunity;

import org.kithwork.text.Bilingual;

/**
 * Why an opportunity may be lost.
 *
 * @param key by which it is kept with what was lost for it
 * @param retired may not be given any more
 */
public record LostReason(String key, Bilingual title, boolean retired) {

    /** What a key looks like. */
    static final String KEY = "[A-Z][A-Z0-9_]{0,39}";
}
