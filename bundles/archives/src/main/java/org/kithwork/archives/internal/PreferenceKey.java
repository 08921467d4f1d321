package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * A kind of preference.
 *
 * @param code by which it is known, such as {@code pillow}
 * @param version 0 while it is as it came
 * @param trade for whom it was made ready: {@code hotel}, {@code catering}, {@code parcel}, {@code retail}; {@code behaviour}
 *     for what is concluded from purchases; {@code null} for one of the company's own
 * @param retired not offered any more; what was said under it stays
 */
public record PreferenceKey(
        String code, long version, @Nullable String trade, String titleZh, String titleEn, boolean retired) {}
