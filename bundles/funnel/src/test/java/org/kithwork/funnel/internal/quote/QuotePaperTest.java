package org.kithwork.funnel.internal.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.quote.paper.QuotePaper;
import org.kithwork.money.Money;

class QuotePaperTest {

    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final String ID = "00000000-0000-7000-8000-000000000001";

    private static QuoteLine line(String name, String quantity, String price, String discount, String tax) {
        return QuoteLine.of(
                name, new BigDecimal(quantity), Money.of(price, "CNY"), new BigDecimal(discount), new BigDecimal(tax));
    }

    private static Quote quote(QuoteState state, String discount, @Nullable String terms, QuoteLine... lines) {
        var reduced = QuoteTotals.reduced(List.of(lines), new BigDecimal(discount), YUAN);
        return new Quote(
                new QuoteId(ID),
                1,
                "Q-2026-000123",
                2,
                new OpportunityId(ID),
                null,
                null,
                state,
                YUAN,
                reduced,
                new BigDecimal(discount),
                LocalDate.of(2026, 12, 31),
                terms,
                QuoteTotals.of(reduced, YUAN),
                new ActorName(ID, "李雷"),
                null,
                Instant.parse("2026-11-30T02:00:00Z"),
                state.possible());
    }

    private static byte[] paper(Quote quote, @Nullable String customer, Locale language) {
        return new QuotePaper(quote, "青禾茶庄", "南京西路店", customer, LocalDate.of(2026, 11, 30), language).write();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<PDFont> fonts(PDDocument document) {
        return StreamSupport.stream(document.getPages().spliterator(), false)
                .flatMap(page -> StreamSupport.stream(
                                page.getResources().getFontNames().spliterator(), false)
                        .map(name -> {
                            try {
                                return page.getResources().getFont(name);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        }))
                .toList();
    }

    @Test
    @DisplayName("FUN-21: the paper says in Chinese whose quote it is, what for, and what it comes to")
    void saysAllInChinese() throws IOException {
        var quote = quote(
                QuoteState.APPROVED,
                "5",
                "款到发货。\n运费由买方承担。",
                line("西湖龙井 特级", "2.5", "33.33", "0", "13"),
                line("青瓷茶具", "1", "12345.60", "10", "6"));

        var text = text(paper(quote, "龘靐喆有限公司", Locale.SIMPLIFIED_CHINESE));

        assertThat(text.lines().map(String::strip))
                .containsSubsequence(
                        "青禾茶庄",
                        "南京西路店",
                        "报价单",
                        "客户",
                        "龘靐喆有限公司",
                        "编号 Q-2026-000123",
                        "版本 2",
                        "日期 2026-11-30",
                        "有效期至 2026-12-31",
                        "币种 CNY")
                .contains("款到发货。", "运费由买方承担。", "各行合计 11,194.37", "整单折扣 5% -559.72")
                .contains("总计（含税） CNY 11,278.27", "Q-2026-000123 · 版本 2 第 1 页，共 1 页");
        assertThat(text)
                .contains("1 西湖龙井 特级 2.5 33.33 13% 83.33", "2 青瓷茶具 1 12,345.60 10% 6% 11,111.04")
                .contains("税率 6%，计税金额 10,555.49")
                .doesNotContain("草稿", "〓");
    }

    @Test
    @DisplayName("FUN-21: the paper is there in English")
    void saysAllInEnglish() throws IOException {
        var text = text(paper(
                quote(QuoteState.SENT, "0", null, line("Office chair, efficient", "3", "99.90", "0", "0")),
                "Müller & Søn Ltd.",
                Locale.ENGLISH));

        assertThat(text.lines().map(String::strip))
                .contains(
                        "Quotation",
                        "Müller & Søn Ltd.",
                        "Number Q-2026-000123",
                        "Valid until 2026-12-31",
                        "Before tax 299.70",
                        "Total CNY 299.70",
                        "Q-2026-000123 · Version 2 Page 1 of 1");
        assertThat(text).contains("Office chair, efficient").doesNotContain("Terms", "Discount on the whole");
    }

    @Test
    @DisplayName("FUN-21: what is no offer says so across every page")
    void whatIsNoOfferSaysSo() throws IOException {
        var line = line("Tea", "1", "1", "0", "0");

        for (var state : QuoteState.values()) {
            var text = text(paper(quote(state, "0", null, line), null, Locale.ENGLISH));
            if (state.isOffer()) {
                assertThat(text).doesNotContain("DRAFT", "EXPIRED", "DECLINED", "SUPERSEDED");
            } else {
                assertThat(text).contains(state == QuoteState.IN_APPROVAL ? "DRAFT" : state.name());
            }
        }
    }

    @Test
    @DisplayName("FUN-21: the paper carries its font, as far as it is used, and asks for none of the machine")
    void carriesItsFont() throws IOException {
        var pdf = paper(quote(QuoteState.DRAFT, "0", "条款", line("茶", "1", "1", "0", "0")), "王", Locale.ENGLISH);

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(fonts(document)).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC.*");
            });
        }
        assertThat(pdf.length).isLessThan(200_000);
    }

    @Test
    @DisplayName(
            "FUN-21: a character that the font does not have is written as 〓 and named, whatever else is in a name")
    void whatTheFontHasNotIsNamed() throws IOException {
        var text = text(paper(
                quote(QuoteState.APPROVED, "0", "a\tb\u0007c\u200d", line("𬸪鸟 😀 饼", "1", "1", "0", "0")),
                "𠮷野家龘",
                Locale.ENGLISH));

        assertThat(text).contains("〓野家龘", "𬸪鸟 〓 饼", "a bc", "have: U+1F600, U+20BB7");
    }

    @Test
    @DisplayName("FUN-21: two hundred lines go over several pages, each with the titles of the columns and its number")
    void manyLinesMakePages() throws IOException {
        var lines = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> line("产品 " + i, "1", "10", "0", "13"))
                .toArray(QuoteLine[]::new);

        var pdf = paper(quote(QuoteState.APPROVED, "0", "条款", lines), "王", Locale.SIMPLIFIED_CHINESE);

        try (var document = Loader.loadPDF(pdf)) {
            var pages = document.getNumberOfPages();
            assertThat(pages).isBetween(5, 9);
            for (int page = 1; page <= pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                var text = stripper.getText(document);
                assertThat(text).contains("第 " + page + " 页，共 " + pages + " 页", "Q-2026-000123");
                if (text.contains("产品 ")) {
                    assertThat(text).contains("单价", "数量");
                }
            }
            assertThat(new PDFTextStripper().getText(document)).contains("产品 1", "产品 200", "2,260.00");
        }
    }

    @Test
    @DisplayName("FUN-21: long names and long words are broken into lines, and nothing leaves the page")
    void longNamesAreBroken() throws IOException {
        var pdf = paper(
                quote(
                        QuoteState.APPROVED,
                        "0",
                        "词".repeat(2000),
                        line("武夷山大红袍".repeat(40), "999999999.999", "999999.99", "0", "13"),
                        line("x".repeat(300), "1", "1", "0", "0")),
                "非常长的客户名称".repeat(20),
                Locale.SIMPLIFIED_CHINESE);

        try (var document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    assertThat(text.getXDirAdj()).isGreaterThan(40);
                    assertThat(text.getXDirAdj() + text.getWidthDirAdj()).isLessThan(560);
                    assertThat(text.getYDirAdj()).isBetween(40f, 815f);
                }
            }.getText(document);
            assertThat(new PDFTextStripper().getText(document)).contains("999,999,989,999,000.00");
        }
    }
}
