package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes vCards of all versions as the table that imports read, a row a card. The columns are named so that they are
 * proposed for the fields of customers; there are as many for telephone numbers and the like as a card has at most.
 */
public final class CardTable {
    private static final int LONGEST_CARD = 16 << 20;

    private final ByteSource file;
    private final CsvFormat text;

    /** How many columns each part of a card needs. */
    private final int[] widths = new int[CardCells.Part.values().length];

    private long cards;

    private CardTable(ByteSource file, CsvFormat text) throws IOException {
        this.file = file;
        this.text = text;
        each(card -> {
            cards++;
            CardCells cells = new CardCells(card);
            for (CardCells.Part part : CardCells.Part.values()) {
                widths[part.ordinal()] =
                        Math.max(widths[part.ordinal()], cells.of(part).size());
            }
        });
        if (cards == 0) {
            throw new CsvException(CsvException.Fault.CARDS_BROKEN, 0, "the file has no card");
        }
    }

    /** Whether a text that begins so is one of cards. */
    public static boolean isCards(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1)
                .replaceAll("^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)", "")
                .replace("\0", "");
        return text.strip().regionMatches(true, 0, "BEGIN:VCARD", 0, "BEGIN:VCARD".length());
    }

    /**
     * Counts the cards of a file.
     *
     * @param text how its characters are written
     * @throws CsvException when it has none, or one that is too long
     */
    public static CardTable open(ByteSource file, CsvFormat text) throws IOException {
        return new CardTable(file, text);
    }

    /** Writes the cards; {@code most} is the most bytes that may be written. */
    public CsvFormat write(OutputStream out, long most) throws IOException {
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new WorkbookTable.Bounded(out, most), StandardCharsets.UTF_8)) {
            List<String> header = new ArrayList<>();
            for (CardCells.Part part : CardCells.Part.values()) {
                header.addAll(Collections.nCopies(width(part), part.title()));
            }
            writer.writeRecord(header);
            each(card -> {
                CardCells cells = new CardCells(card);
                List<String> row = new ArrayList<>();
                for (CardCells.Part part : CardCells.Part.values()) {
                    List<String> some = cells.of(part);
                    for (int i = 0; i < width(part); i++) {
                        row.add(i < some.size() ? some.get(i) : "");
                    }
                }
                writer.writeRecord(row);
            });
        }
        return new CsvFormat(StandardCharsets.UTF_8, ',', 0, true, cards);
    }

    /** Names and telephone numbers have their columns in any case, so that a table has two at least. */
    private int width(CardCells.Part part) {
        int least = part == CardCells.Part.NAME || part == CardCells.Part.PHONE ? 1 : 0;
        return Math.max(least, widths[part.ordinal()]);
    }

    private void each(Consumer<VCard> taker) throws IOException {
        InputStream stream = file.open();
        stream.skipNBytes(text.start());
        Limited limited = new Limited(new BufferedReader(new InputStreamReader(stream, text.charset())));
        try (VCardReader cards = new VCardReader(limited)) {
            for (VCard card = cards.readNext(); card != null; card = cards.readNext()) {
                limited.characters = 0;
                taker.accept(card);
            }
        }
    }

    /** Refuses a card that would fill the memory. */
    private static final class Limited extends FilterReader {
        private long characters;

        Limited(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            characters += Math.max(0, read);
            if (characters > LONGEST_CARD) {
                throw new CsvException(CsvException.Fault.CARDS_BROKEN, 0, "a card is too long");
            }
            return read;
        }
    }
}
