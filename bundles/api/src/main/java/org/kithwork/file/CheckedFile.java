package org.kithwork.file;

/**
 * A file that may be kept.
 *
 * @param name without a path and without characters that a file system or a header could take amiss; at most 150
 *     characters
 * @param type the media type that its content has, such as {@code application/pdf}
 * @param content its bytes; not to be changed
 */
public record CheckedFile(String name, String type, byte[] content) {}
