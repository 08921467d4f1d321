package org.kithwork.core.internal.importing.reader;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What one pass over the bytes of a file tells: whether they are UTF-8 or GB18030, and how many line ends count. */
final class ByteStatistics {
    private long bytes;
    private long evenZeros;
    private long oddZeros;
    private long utf8Faults;
    private long gbFaults;
    private int before;

    private final Rows ofBytes = new Rows();
    private final Rows ofLittleEndian = new Rows();
    private final Rows ofBigEndian = new Rows();

    private int utf8Left;
    private int utf8Low = 0x80;
    private int utf8High = 0xBF;
    private int gbState;

    void see(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            int value = buffer[i] & 0xFF;
            if (value == 0) {
                if ((bytes & 1) == 0) {
                    evenZeros++;
                } else {
                    oddZeros++;
                }
            }
            if ((bytes & 1) == 1) {
                ofLittleEndian.see(value << 8 | before);
                ofBigEndian.see(before << 8 | value);
            }
            before = value;
            ofBytes.see(value);
            seeUtf8(value);
            seeGb(value);
            bytes++;
        }
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    boolean hasZeros() {
        return evenZeros + oddZeros > 0;
    }

    /** Zero bytes nearly all on one side of the pairs, as the ASCII part of a UTF-16 text has them. */
    boolean looksLittleEndian() {
        return oddZeros > 8 * evenZeros;
    }

    boolean looksBigEndian() {
        return evenZeros > 8 * oddZeros;
    }

    /** Faults of UTF-8; a character cut off at the end of the file is none. */
    long utf8Faults() {
        return utf8Faults;
    }

    long gbFaults() {
        return gbFaults;
    }

    /** The rows that end outside quotes, the last one also without a line end. */
    long rows(Charset charset) {
        Rows rows = charset.equals(StandardCharsets.UTF_16LE)
                ? ofLittleEndian
                : charset.equals(StandardCharsets.UTF_16BE) ? ofBigEndian : ofBytes;
        return rows.count();
    }

    private void seeUtf8(int value) {
        if (utf8Left > 0) {
            if (value >= utf8Low && value <= utf8High) {
                utf8Left--;
                utf8Low = 0x80;
                utf8High = 0xBF;
                return;
            }
            utf8Faults++;
            utf8Left = 0;
        }
        utf8Low = 0x80;
        utf8High = 0xBF;
        if (value < 0x80) {
            return;
        }
        if (value >= 0xC2 && value <= 0xDF) {
            utf8Left = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            utf8Left = 2;
            utf8Low = value == 0xE0 ? 0xA0 : 0x80;
            utf8High = value == 0xED ? 0x9F : 0xBF;
        } else if (value >= 0xF0 && value <= 0xF4) {
            utf8Left = 3;
            utf8Low = value == 0xF0 ? 0x90 : 0x80;
            utf8High = value == 0xF4 ? 0x8F : 0xBF;
        } else {
            utf8Faults++;
        }
    }

    private void seeGb(int value) {
        boolean lead = value >= 0x81 && value <= 0xFE;
        switch (gbState) {
            case 1 -> {
                if (value >= 0x30 && value <= 0x39) {
                    gbState = 2;
                } else if (value >= 0x40 && value != 0x7F && value != 0xFF) {
                    gbState = 0;
                } else {
                    gbFault(lead);
                }
            }
            case 2 -> {
                if (lead) {
                    gbState = 3;
                } else {
                    gbFault(false);
                }
            }
            case 3 -> {
                if (value >= 0x30 && value <= 0x39) {
                    gbState = 0;
                } else {
                    gbFault(lead);
                }
            }
            default -> {
                if (lead) {
                    gbState = 1;
                } else if (value == 0xFF) {
                    gbFaults++;
                }
            }
        }
    }

    private void gbFault(boolean lead) {
        gbFaults++;
        gbState = lead ? 1 : 0;
    }

    /** Counts the rows of a text whose characters it sees. */
    private static final class Rows {
        private long ends;
        private boolean quoted;
        private int last = '\n';

        void see(int character) {
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && isEnd(character) && !isEnd(last)) {
                ends++;
            }
            last = character;
        }

        long count() {
            return isEnd(last) ? ends : ends + 1;
        }

        private static boolean isEnd(int character) {
            return character == '\n' || character == '\r';
        }
    }
}
