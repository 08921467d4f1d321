package org.kithwork.funnel.internal.quote.paper;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The font that a document carries, as far as it is used. What it cannot write is written as 〓 and remembered. */
final class Typeface {

    private static final String FILE = "/fonts/400Regular/NotoSansSC_400Regular.ttf";

    /** The sign of printers for a character that they have not. */
    private static final int SUBSTITUTE = 0x3013;

    private static final float UNITS = 1000;

    private final PDType0Font font;
    private final CmapLookup glyphs;
    private final Map<Integer, Float> widths = new HashMap<>();
    private final SortedSet<Integer> missing = new TreeSet<>();

    Typeface(PDDocument document) throws IOException {
        try (var file = Objects.requireNonNull(Typeface.class.getResourceAsStream(FILE), FILE)) {
            var parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
            document.registerTrueTypeFontForClosing(parsed);
            font = PDType0Font.load(document, parsed, true);
            glyphs = parsed.getUnicodeCmapLookup();
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The characters that could not be written so far, such as U+20BB7. */
    List<String> missing() {
        return missing.stream()
                .map(one -> String.format(Locale.ROOT, "U+%04X", one))
                .toList();
    }

    /** The text with nothing in it that the font cannot write. */
    String writable(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(one -> {
            if (Character.isWhitespace(one) || Character.isSpaceChar(one)) {
                written.append(' ');
            } else if (isSeen(one)) {
                written.appendCodePoint(glyphOf(one));
            }
        });
        return written.toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK -> false;
            default -> true;
        };
    }

    private int glyphOf(int character) {
        if (glyphs.getGlyphId(character) != 0) {
            return character;
        }
        missing.add(character);
        return SUBSTITUTE;
    }

    /** How wide a writable text is at a size. */
    float width(String text, float size) {
        return (float) text.codePoints().mapToDouble(this::width).sum() * size / UNITS;
    }

    private float width(int character) {
        return widths.computeIfAbsent(character, one -> {
            try {
                return font.getStringWidth(Character.toString(one));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The text in lines that are no wider than this, broken where its language breaks lines, and anywhere where a word is too long. */
    List<String> wrapped(String text, float size, float width) {
        var lines = new ArrayList<String>();
        text.lines().map(this::writable).forEach(paragraph -> lines.addAll(lines(paragraph, size, width)));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private List<String> lines(String paragraph, float size, float width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var piece : pieces(paragraph, size, width)) {
            if (!line.isEmpty() && width(line + piece.stripTrailing(), size) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private List<String> pieces(String paragraph, float size, float width) {
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(paragraph);
        var pieces = new ArrayList<String>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            var piece = paragraph.substring(from, to);
            if (width(piece.stripTrailing(), size) > width) {
                piece.codePoints().mapToObj(Character::toString).forEach(pieces::add);
            } else {
                pieces.add(piece);
            }
            from = to;
        }
        return pieces;
    }
}
