package org.kithwork.core.internal.outbound.mail;

/**
 * What is kept of a mail until it is gone.
 *
 * @param language as a tag, such as {@code zh-CN}
 */
record MailContent(String to, String language, String subject, String text) {}
