package org.kithwork.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * A mail to one person.
 *
 * @param key names it among all: the word of the module, a colon, and what it is about, such as {@code intake:<id>}
 * @param to an address
 * @param customer whose address it is; {@code null} while that is not known
 * @param language of subject and text
 * @param subject one line of at most 200 characters
 * @param text plain text of at most 5,000 characters
 */
public record Mail(
        String key, String to, @Nullable CustomerId customer, Locale language, String subject, String text) {}
