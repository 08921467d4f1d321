package org.kithwork.core.internal.importing.reader;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The parts of an archive, one after the other as they stand in it: the file lies encrypted and is read as a stream, so
 * nothing of it is unpacked on the disk or held in memory. Refuses what unpacks to more than a table ever does.
 */
final class ZipParts {
    /** The most bytes that all parts together may unpack to. */
    static final long MOST_UNPACKED = 4L << 30;

    private static final int MOST_PARTS = 10_000;
    private static final long RATIO_FROM = 64L << 20;
    private static final long MOST_RATIO = 200;

    private ZipParts() {}

    /** What is done with a part; {@code false} when no further one is wanted. */
    interface Visit {
        boolean part(String name, InputStream content) throws IOException;
    }

    static void each(ByteSource archive, Visit visit) throws IOException {
        Counted packed = new Counted(archive.open());
        try (ZipInputStream zip = new ZipInputStream(packed)) {
            Unpacked content = new Unpacked(zip, packed);
            int parts = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++parts > MOST_PARTS) {
                    throw tooLarge();
                }
                if (!visit.part(name(entry), content)) {
                    return;
                }
                content.drain();
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "the archive is damaged", e);
        }
    }

    private static String name(ZipEntry entry) {
        String name = entry.getName().replace('\\', '/');
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static CsvException tooLarge() {
        return new CsvException(CsvException.Fault.WORKBOOK_TOO_LARGE, 0, "the workbook unpacks to too much");
    }

    /** Counts what was read of the archive. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }

    /** What comes out, as long as it is in proportion; closing it leaves the archive open. */
    private static final class Unpacked extends FilterInputStream {
        private final Counted packed;
        private long bytes;

        Unpacked(InputStream in, Counted packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            bytes += Math.max(0, read);
            if (bytes > MOST_UNPACKED || (bytes > RATIO_FROM && bytes / MOST_RATIO > packed.bytes)) {
                throw tooLarge();
            }
            return read;
        }

        void drain() throws IOException {
            byte[] buffer = new byte[32 * 1024];
            while (read(buffer, 0, buffer.length) >= 0) {
                continue;
            }
        }

        @Override
        public void close() {
            // The archive goes on behind this part.
        }
    }
}
