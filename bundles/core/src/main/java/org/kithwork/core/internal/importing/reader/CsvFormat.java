package org.kithwork.core.internal.importing.reader;

import java.nio.charset.Charset;

/**
 * How a file is written.
 *
 * @param charset its encoding; GBK and GB2312 files are read as GB18030, which holds both
 * @param separator what stands between cells
 * @param start the bytes before the first row: a byte order mark, a line "sep=;"
 * @param certain whether the bytes fit the encoding without a fault
 * @param estimatedRows line ends outside quotes, less one for the header; exact for a well-formed file
 */
public record CsvFormat(Charset charset, char separator, int start, boolean certain, long estimatedRows) {
    /** The name of the encoding as it is shown and given back. */
    public String encoding() {
        return charset.name();
    }

    /** The bytes of a line end: two in UTF-16. */
    int unit() {
        return charset.name().startsWith("UTF-16") ? 2 : 1;
    }

    boolean bigEndian() {
        return charset.name().equals("UTF-16BE");
    }
}
