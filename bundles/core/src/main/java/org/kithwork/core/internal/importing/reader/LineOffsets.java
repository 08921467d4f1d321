package org.kithwork.core.internal.importing.reader;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers at which byte each line begins while a parser reads ahead. LF, CR and CR LF end a line; in UTF-16 a line end
 * is a unit of two bytes. Lines are asked for in rising order and forgotten then.
 */
final class LineOffsets extends FilterInputStream {
    private final int unit;
    private final boolean bigEndian;
    private long position;
    private boolean afterReturn;
    private int half = -1;

    private long[] starts = new long[1024];
    private int first;
    private int count;
    private long firstLine;

    LineOffsets(InputStream source, CsvFormat format, long offset, long line) {
        super(source);
        this.unit = format.unit();
        this.bigEndian = format.bigEndian();
        this.position = offset;
        this.firstLine = line;
        add(offset);
    }

    /** The first byte of a line that was read already. */
    long of(long line) {
        while (firstLine < line && count > 1) {
            first = (first + 1) % starts.length;
            count--;
            firstLine++;
        }
        return starts[first];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            int value = buffer[i] & 0xFF;
            position++;
            if (unit == 1) {
                see(value);
            } else if (half < 0) {
                half = value;
            } else {
                see(bigEndian ? half << 8 | value : value << 8 | half);
                half = -1;
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void see(int character) {
        if (character == '\n' && afterReturn) {
            starts[(first + count - 1) % starts.length] = position;
        } else if (character == '\n' || character == '\r') {
            add(position);
        }
        afterReturn = character == '\r';
    }

    private void add(long start) {
        if (count == starts.length) {
            long[] wider = new long[2 * count];
            for (int i = 0; i < count; i++) {
                wider[i] = starts[(first + i) % count];
            }
            starts = wider;
            first = 0;
        }
        starts[(first + count) % starts.length] = start;
        count++;
    }
}
