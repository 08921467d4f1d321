package org.kithwork.link;

import java.util.Locale;
import org.kithwork.permission.UserId;

/**
 * Whose link it is.
 *
 * @param language the one that he has chosen, or English
 */
public record LinkHolder(UserId user, Locale language) {}
