package org.kithwork.core.internal.module.kar;

/**
 * How large an archive may be.
 *
 * @param file bytes of the archive itself
 * @param entries how many files and directories
 * @param total bytes of everything unpacked
 * @param ratio how many times its packed size an entry may unpack to; small entries are not asked
 */
public record Limits(long file, int entries, long total, int ratio) {

    /** Large enough for any module, small enough to be read by a small machine. */
    public static final Limits USUAL = new Limits(64L << 20, 10_000, 256L << 20, 200);
}
