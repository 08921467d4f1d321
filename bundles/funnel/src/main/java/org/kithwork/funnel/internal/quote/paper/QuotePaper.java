package org.kithwork.funnel.internal.quote.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.quote.Quote;
import org.kithwork.funnel.internal.quote.QuoteTotals;
import org.kithwork.money.Money;
import org.kithwork.problem.Message;

/**
 * A quote as it is printed, in one language.
 *
 * @param quote with all its figures
 * @param date of when it is
 * @param customer {@code null} where nobody is named, or is not to be named any more
 */
public record QuotePaper(
        Quote quote,
        String company,
        @Nullable String store,
        @Nullable String customer,
        LocalDate date,
        Locale language) {

    private static final float TITLE = 17;
    private static final float TEXT = 9;
    private static final float SMALL = 8;
    private static final float SUM = 11;
    private static final float LEADING = 13;
    private static final float GAP = 22;
    private static final float ROOM = 6;
    private static final float FACTS = 340;
    private static final float FACT_WIDTH = 60;
    private static final float SUMS = 330;

    /** Where the columns end, or begin where they are texts. */
    private static final float NAME = Sheets.LEFT + 22;

    private static final float NAME_WIDTH = 172;
    private static final float QUANTITY = Sheets.LEFT + 252;
    private static final float QUANTITY_WIDTH = 52;
    private static final float PRICE = Sheets.LEFT + 332;
    private static final float PRICE_WIDTH = 74;
    private static final float DISCOUNT = Sheets.LEFT + 376;
    private static final float TAX = Sheets.LEFT + 412;
    private static final float PERCENT_WIDTH = 40;
    private static final float NET_WIDTH = 78;

    /** The document, which carries its font. */
    public byte[] write() {
        try (var document = new PDDocument()) {
            var typeface = new Typeface(document);
            var sheets =
                    new Sheets(document, typeface, quote.state().isOffer() ? null : word("stamp." + quote.state()));
            head(sheets, typeface);
            table(sheets, typeface);
            sums(sheets);
            terms(sheets, typeface);
            missing(sheets, typeface);
            sheets.end(
                    quote.number() + " · " + word("paper.version") + " " + quote.revision(),
                    (page, pages) ->
                            Message.of(Quote.class, "paper.page", page, pages).text(language));
            document.getDocumentInformation().setTitle(quote.number());
            document.getDocumentCatalog().setLanguage(language.toLanguageTag());
            var written = new ByteArrayOutputStream();
            document.save(written);
            return written.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String word(String code) {
        return Message.of(Quote.class, code).text(language);
    }

    private void head(Sheets sheets, Typeface typeface) throws IOException {
        var title = word("paper.title");
        var room = Sheets.WIDTH - typeface.width(title, TITLE) - GAP;
        var top = sheets.at();
        sheets.lines(typeface.wrapped(company, TITLE, room), Sheets.LEFT, TITLE, TITLE + ROOM);
        if (store != null) {
            sheets.lines(typeface.wrapped(store, TEXT, room), Sheets.LEFT, TEXT, LEADING);
        }
        var begin = sheets.at() - GAP;
        sheets.to(top);
        sheets.right(title, Sheets.RIGHT, TITLE, Sheets.WIDTH);
        sheets.to(begin);
        sheets.grey(true);
        sheets.left(word("paper.customer"), Sheets.LEFT, SMALL);
        sheets.grey(false);
        sheets.down(LEADING + ROOM / 2);
        if (customer != null) {
            sheets.lines(
                    typeface.wrapped(customer, SUM, FACTS - Sheets.LEFT - GAP), Sheets.LEFT, SUM, LEADING + ROOM / 2);
        }
        var below = sheets.at();
        sheets.to(begin);
        fact(sheets, "paper.number", quote.number());
        fact(sheets, "paper.version", Integer.toString(quote.revision()));
        fact(sheets, "paper.date", date.toString());
        fact(sheets, "paper.valid-until", quote.validUntil().toString());
        fact(sheets, "paper.currency", quote.currency().getCurrencyCode());
        sheets.to(Math.min(below, sheets.at()));
        sheets.down(GAP);
    }

    private void fact(Sheets sheets, String label, String value) throws IOException {
        sheets.grey(true);
        sheets.left(word(label), FACTS, TEXT);
        sheets.grey(false);
        sheets.right(value, Sheets.RIGHT, TEXT, Sheets.RIGHT - FACTS - FACT_WIDTH);
        sheets.down(LEADING);
    }

    private void table(Sheets sheets, Typeface typeface) throws IOException {
        titles(sheets);
        int no = 0;
        for (var line : quote.lines()) {
            no++;
            var name = typeface.wrapped(line.name(), TEXT, NAME_WIDTH);
            if (!sheets.hasRoom(name.size() * LEADING)) {
                sheets.turn();
                titles(sheets);
            }
            var top = sheets.at();
            sheets.left(Integer.toString(no), Sheets.LEFT, TEXT);
            sheets.lines(name, NAME, TEXT, LEADING);
            var below = sheets.at();
            sheets.to(top);
            sheets.right(plain(line.quantity()), QUANTITY, TEXT, QUANTITY_WIDTH);
            sheets.right(figure(line.unitPrice()), PRICE, TEXT, PRICE_WIDTH);
            sheets.right(line.discount().signum() == 0 ? "" : percent(line.discount()), DISCOUNT, TEXT, PERCENT_WIDTH);
            sheets.right(percent(line.taxRate()), TAX, TEXT, PERCENT_WIDTH);
            sheets.right(figure(line.net()), Sheets.RIGHT, TEXT, NET_WIDTH);
            sheets.to(below - ROOM);
        }
        sheets.rule(LEADING);
    }

    private void titles(Sheets sheets) throws IOException {
        sheets.grey(true);
        sheets.left(word("paper.no"), Sheets.LEFT, SMALL);
        sheets.left(word("paper.product"), NAME, SMALL);
        sheets.right(word("paper.quantity"), QUANTITY, SMALL, QUANTITY_WIDTH);
        sheets.right(word("paper.unit-price"), PRICE, SMALL, PRICE_WIDTH);
        sheets.right(word("paper.discount"), DISCOUNT, SMALL, PERCENT_WIDTH);
        sheets.right(word("paper.tax-rate"), TAX, SMALL, PERCENT_WIDTH);
        sheets.right(word("paper.net"), Sheets.RIGHT, SMALL, NET_WIDTH);
        sheets.grey(false);
        sheets.down(LEADING + ROOM);
        sheets.rule(LEADING);
    }

    private void sums(Sheets sheets) throws IOException {
        var totals = Objects.requireNonNull(quote.totals());
        var rows = totals.taxes().size() + (totals.discount().amount().signum() == 0 ? 2 : 4);
        if (!sheets.hasRoom((rows + 1) * (LEADING + 2))) {
            sheets.turn();
        }
        sheets.down(ROOM);
        if (totals.discount().amount().signum() != 0) {
            sum(sheets, word("paper.subtotal"), figure(totals.subtotal()), TEXT);
            sum(
                    sheets,
                    word("paper.discount-on-whole") + " " + percent(Objects.requireNonNull(quote.discount())),
                    "-" + figure(totals.discount()),
                    TEXT);
        }
        sum(sheets, word("paper.before-tax"), figure(totals.net()), TEXT);
        for (var tax : totals.taxes()) {
            sum(sheets, taxOf(tax), figure(tax.amount()), TEXT);
        }
        sheets.down(ROOM / 2);
        sum(sheets, word("paper.total"), quote.currency() + " " + figure(totals.total()), SUM);
        sheets.down(GAP);
    }

    private String taxOf(QuoteTotals.Tax tax) {
        return Message.of(Quote.class, "paper.tax-of", percent(tax.rate()), figure(tax.base()))
                .text(language);
    }

    private static void sum(Sheets sheets, String label, String value, float size) throws IOException {
        sheets.right(label, Sheets.RIGHT - NET_WIDTH - GAP - ROOM, size, SUMS - NET_WIDTH);
        sheets.right(value, Sheets.RIGHT, size, NET_WIDTH + GAP);
        sheets.down(LEADING + 2);
    }

    private void terms(Sheets sheets, Typeface typeface) throws IOException {
        if (quote.terms() == null) {
            return;
        }
        if (!sheets.hasRoom(3 * LEADING)) {
            sheets.turn();
        }
        sheets.grey(true);
        sheets.left(word("paper.terms"), Sheets.LEFT, SMALL);
        sheets.grey(false);
        sheets.down(LEADING + 2);
        for (var line : typeface.wrapped(quote.terms(), TEXT, Sheets.WIDTH)) {
            if (!sheets.hasRoom(LEADING)) {
                sheets.turn();
            }
            sheets.lines(List.of(line), Sheets.LEFT, TEXT, LEADING);
        }
    }

    /** Says which characters stand for which ones, where the font has not all of them. */
    private void missing(Sheets sheets, Typeface typeface) throws IOException {
        if (typeface.missing().isEmpty()) {
            return;
        }
        var note = Message.of(Quote.class, "paper.missing", String.join(", ", typeface.missing()))
                .text(language);
        var lines = typeface.wrapped(note, SMALL, Sheets.WIDTH);
        if (!sheets.hasRoom(GAP + lines.size() * LEADING)) {
            sheets.turn();
        }
        sheets.down(ROOM);
        sheets.grey(true);
        sheets.lines(lines, Sheets.LEFT, SMALL, LEADING);
        sheets.grey(false);
    }

    private static String figure(Money money) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(money.amount().scale());
        format.setMaximumFractionDigits(money.amount().scale());
        return format.format(money.amount());
    }

    private static String percent(BigDecimal percent) {
        return plain(percent) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
