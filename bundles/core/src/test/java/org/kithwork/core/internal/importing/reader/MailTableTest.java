package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTableTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static List<Map<String, String>> read(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat format = MailTable.open(() -> new ByteArrayInputStream(bytes)).write(out, 1 << 20);
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvSource csv = CsvSource.open(() -> new ByteArrayInputStream(out.toByteArray()), format)) {
            for (var row = csv.next(); row.isPresent(); row = csv.next()) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 0; i < csv.columns().size(); i++) {
                    cells.put(csv.columns().get(i), row.get().cells().get(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<Map<String, String>> read(String... lines) throws IOException {
        return read(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String word(String text, Charset charset) {
        return "=?" + charset.name() + "?B?" + Base64.getEncoder().encodeToString(text.getBytes(charset)) + "?=";
    }

    @Test
    @DisplayName("ARC-03: a mail is a row for each address, with its number, time, direction, other side and text")
    void arc03_aRowForEachAddress() throws IOException {
        var rows = read(
                "Message-ID: <1@example.com>",
                "Date: Sun, 01 Mar 2026 20:15:00 +0800",
                "From: " + word("王静, 春熙路", StandardCharsets.UTF_8) + " <Jing@example.com>",
                "To: " + word("前台朱镕", GB18030).replace("GB18030", "gb2312") + " <desk@shu.cn>, li@example.com",
                "Cc: jing@example.com",
                "Subject: " + word("今晚的包间", GB18030).replace("GB18030", "GBK"),
                "",
                "八位，靠窗。",
                "");

        assertThat(rows)
                .extracting(row -> row.get("customer mail"))
                .containsExactly("Jing@example.com", "desk@shu.cn", "li@example.com");
        assertThat(rows).extracting(row -> row.get("direction")).containsExactly("IN", "OUT", "OUT");
        assertThat(rows)
                .extracting(row -> row.get("id"))
                .containsExactly(
                        "<1@example.com> jing@example.com",
                        "<1@example.com> desk@shu.cn",
                        "<1@example.com> li@example.com");
        assertThat(rows)
                .extracting(row -> row.get("staff"))
                .containsExactly("前台朱镕, li@example.com", "王静, 春熙路", "王静, 春熙路");
        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("date", "2026-03-01T12:15:00Z")
                        .containsEntry("channel", "EMAIL")
                        .containsEntry("subject", "今晚的包间")
                        .containsEntry("body", "八位，靠窗。")
                        .containsEntry("visibility", "TEAM"));
    }

    @Test
    void ofSeveralFormsThePlainOneIsReadAndAttachmentsAreNamed() throws IOException {
        var rows = read(
                "From: a@example.com",
                "To: b@example.com",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=outer",
                "",
                "--outer",
                "Content-Type: multipart/alternative; boundary=inner",
                "",
                "--inner",
                "Content-Type: text/plain; charset=gb2312",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString("报价见附件，镕先生收".getBytes(GB18030)),
                "--inner",
                "Content-Type: text/html; charset=utf-8",
                "",
                "<p>not read</p>",
                "--inner--",
                "--outer",
                "Content-Type: application/pdf; name=\"" + word("报价.pdf", StandardCharsets.UTF_8) + "\"",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment",
                "",
                "JVBERi0=",
                "--outer",
                "Content-Type: message/rfc822",
                "",
                "From: c@example.com",
                "Subject: inside",
                "",
                "not read either",
                "--outer--");

        assertThat(rows)
                .hasSize(2)
                .first()
                .satisfies(row -> assertThat(row)
                        .containsEntry("id", "")
                        .containsEntry("date", "")
                        .containsEntry("subject", "")
                        .containsEntry("body", "报价见附件，镕先生收\n📎 报价.pdf\n📎 message/rfc822"));
    }

    @Test
    void aPageIsReadAsItsText() throws IOException {
        var rows = read(
                "From: a@example.com",
                "Subject: x",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "<html><head><title>t</title><style>p {}</style></head><body><p>=E4=BD=A0=E5=A5=BD &amp; welcome</p>",
                "<div>second<br>third</div><script>alert(1)</script></body></html>");

        assertThat(rows.get(0).get("body")).isEqualTo("你好 & welcome\n\nsecond\nthird");
    }

    @Test
    void bareBytesOfAnOldProgramAreReadAsChinese() throws IOException {
        var rows = read("From: a@example.com\r\nSubject: 明天退房\r\n\r\nx".getBytes(GB18030));

        assertThat(rows.get(0).get("subject")).isEqualTo("明天退房");
    }

    @Test
    void whatIsTooLongIsCut() throws IOException {
        var rows = read(
                "Message-ID: <" + "n".repeat(300) + "@example.com>",
                "From: a@example.com",
                "Subject: " + "主".repeat(301),
                "",
                "文".repeat(10_000));

        assertThat(rows.get(0).get("subject")).hasSize(300).endsWith("…");
        assertThat(rows.get(0).get("body")).hasSize(Mail.LONGEST_BODY).endsWith("…");
        assertThat(rows.get(0).get("id")).hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: nobody\r\n\r\nx",
                "From: \r\nTo: \r\n\r\nx",
                "From: no address here\r\n\r\n",
                "From:",
                "Received: \u0000\u0001\r\n"
            })
    void aMailOfNobodyIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault()).isEqualTo(CsvException.Fault.MAIL_BROKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed; boundary=x\r\nFrom: a@example.com\r\n\r\n--x\r\n--x\r\n--x--",
                "Content-Type: text/plain; charset=no-such\r\nFrom: a@example.com\r\n\r\nx",
                "Content-Transfer-Encoding: base64\r\nFrom: a@example.com\r\n\r\n%%%%",
                "Date: tomorrow\r\nFrom: a@example.com\r\n\r\nx",
                "From: \"a@example.com, <b@example.com>;;\r\n\r\nx",
                "From: a@example.com\r\nTo: undisclosed-recipients:;\r\n\r\nx"
            })
    void whatIsOddIsReadAsFarAsItGoes(String text) throws IOException {
        assertThat(read(text)).isNotEmpty();
    }

    @Test
    void aMailIsKnownByItsBeginning() {
        for (var mail :
                List.of("Return-Path: <a@b.cn>", "Received: from x", "X-QQ-SSF: 1", "\u00EF\u00BB\u00BFFrom: a")) {
            assertThat(MailTable.isMail(mail.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(mail)
                    .isTrue();
        }
        for (var other : List.of("From,To,Date", "姓名,手机", "date;from", "BEGIN:VCARD", "Name: x", "", "from")) {
            assertThat(MailTable.isMail(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }
}
