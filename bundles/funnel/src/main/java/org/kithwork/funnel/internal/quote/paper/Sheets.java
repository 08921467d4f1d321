package org.kithwork.funnel.internal.quote.paper;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** The pages of a document, written from top to bottom; a new one begins where there is no room left. */
final class Sheets {

    static final float LEFT = 50;
    static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;
    static final float WIDTH = RIGHT - LEFT;

    private static final float TOP = PDRectangle.A4.getHeight() - 50;
    private static final float BOTTOM = 60;
    private static final float FOOT = 34;
    private static final float FOOT_SIZE = 8;
    private static final float STAMP_SIZE = 96;
    private static final float STAMP_SMALLEST = 24;
    private static final float STAMP_GREY = 0.88f;
    private static final float GREY = 0.4f;
    private static final float LINE_GREY = 0.7f;

    private final PDDocument document;
    private final Typeface typeface;
    private final @Nullable String stamp;
    private PDPageContentStream page;
    private float y;

    /**
     * Begins the first page.
     *
     * @param stamp what stands across every page; nothing where {@code null}
     */
    Sheets(PDDocument document, Typeface typeface, @Nullable String stamp) throws IOException {
        this.document = document;
        this.typeface = typeface;
        this.stamp = stamp;
        this.page = begin();
    }

    private PDPageContentStream begin() throws IOException {
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        var stream = new PDPageContentStream(document, sheet);
        y = TOP;
        if (stamp != null) {
            var text = typeface.writable(stamp);
            var size = Math.max(
                    STAMP_SMALLEST, Math.min(STAMP_SIZE, STAMP_SIZE * WIDTH / typeface.width(text, STAMP_SIZE)));
            stream.beginText();
            stream.setNonStrokingColor(STAMP_GREY);
            stream.setFont(typeface.font(), size);
            stream.setTextMatrix(Matrix.getRotateInstance(
                    Math.PI / 4,
                    PDRectangle.A4.getWidth() / 2 - typeface.width(text, size) * 0.35f,
                    PDRectangle.A4.getHeight() / 2 - typeface.width(text, size) * 0.35f));
            stream.showText(text);
            stream.endText();
            stream.setNonStrokingColor(0f);
        }
        return stream;
    }

    /** Whether so much more fits on the page. */
    boolean hasRoom(float height) {
        return y - height >= BOTTOM;
    }

    /** Goes on on the next page. */
    void turn() throws IOException {
        page.close();
        page = begin();
    }

    /** Goes down; what is written next stands below. */
    void down(float distance) {
        y -= distance;
    }

    /** Where the next text stands. */
    float at() {
        return y;
    }

    /** Goes back up, to write beside what was written. */
    void to(float height) {
        y = height;
    }

    /** Writes a text that begins there. */
    void left(String text, float x, float size) throws IOException {
        write(typeface.writable(text), x, y, size);
    }

    /** Writes a text that ends there, as much smaller as is needed to fit. */
    void right(String text, float x, float size, float width) throws IOException {
        var written = typeface.writable(text);
        var full = typeface.width(written, size);
        var fitting = full > width ? size * width / full : size;
        write(written, x - typeface.width(written, fitting), y, fitting);
    }

    /** Writes lines one below the other, and stays below the last one. */
    void lines(List<String> lines, float x, float size, float leading) throws IOException {
        for (var line : lines) {
            write(line, x, y, size);
            y -= leading;
        }
    }

    private void write(String text, float x, float height, float size) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        page.beginText();
        page.setFont(typeface.font(), size);
        page.newLineAtOffset(x, height);
        page.showText(text);
        page.endText();
    }

    /** Draws a line over the whole width, so far above the next text. */
    void rule(float above) throws IOException {
        page.setStrokingColor(LINE_GREY);
        page.moveTo(LEFT, y + above);
        page.lineTo(RIGHT, y + above);
        page.stroke();
    }

    /** Writes in grey from now on, or in black again. */
    void grey(boolean grey) throws IOException {
        page.setNonStrokingColor(grey ? GREY : 0f);
    }

    /** What stands at the right of the foot of a page. */
    interface Foot {
        String of(int page, int pages);
    }

    /** Ends the last page and writes the feet of all of them. */
    void end(String left, Foot right) throws IOException {
        page.close();
        var pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
            y = FOOT;
            grey(true);
            left(left, LEFT, FOOT_SIZE);
            right(right.of(i + 1, pages), RIGHT, FOOT_SIZE, WIDTH / 2);
            page.close();
        }
    }
}
