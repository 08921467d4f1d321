package org.kithwork.link;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.UserId;

/**
 * Whose link it is.
 *
 * @param language the one that he has chosen; {@code null} where he has chosen none
 */
public record LinkHolder(UserId user, @Nullable Locale language) {}
