package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By which a customer rates one contact.
 *
 * @param path of the page on this installation
 * @param url the page as customers reach it; {@code null} while nobody has said where they reach the installation
 * @param expiresAt until when it counts
 */
public record RatingLink(String path, @Nullable String url, Instant expiresAt) {}
