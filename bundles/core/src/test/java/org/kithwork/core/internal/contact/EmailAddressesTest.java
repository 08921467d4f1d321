package org.kithwork.core.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.SharedData;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class EmailAddressesTest {
    @Test
    void validAddressesAreReadAndWrongOnesRefused() throws Exception {
        NodeList tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(SharedData.find("email_addresses/isemail_tests.xml").toFile())
                .getElementsByTagName("test");
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            String shown = text(test, "address");
            String category = text(test, "category");
            for (String address : new String[] {shown, controls(shown)}) {
                Optional<EmailAddress> read = EmailAddresses.parse(address);
                switch (category) {
                    case "ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN" -> {
                        assertThat(read).as(address).isPresent();
                        accepted++;
                    }
                    case "ISEMAIL_ERR" -> {
                        assertThat(read).as(address).isEmpty();
                        refused++;
                    }
                    default -> read.ifPresent(email -> assertThat(email.raw()).isEqualTo(address.strip()));
                }
            }
        }
        assertThat(accepted).isEqualTo(2 * 22);
        assertThat(refused).isEqualTo(2 * 66);
    }

    @ParameterizedTest
    @CsvSource({
        "Nana@Example.COM, nana@example.com",
        "'  nana@example.com　', nana@example.com",
        "ｎａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ, nana@example.com",
        "用户@例子.中国, 用户@xn--fsqu00a.xn--fiqs8s",
        "nana@bücher.example, nana@xn--bcher-kva.example",
        "nana+crm@qq.com, nana+crm@qq.com",
    })
    void equalAddressesShareOneForm(String typed, String normalised) {
        assertThat(EmailAddresses.parse(typed).orElseThrow().normalised()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b@c.com",
                "a b@c.com",
                "a@c..com",
                "a@1.2.3.4",
                "a@[1.2.3.4]",
                "a@-c.com",
                "a@c_d.com",
                "a@b.com\r\nBcc: x@y.com",
                "a@b.com,c@d.com",
                "@",
                "a@\u202Eb.com",
                "<a@b.com>"
            })
    void tricksAreRefused(String typed) {
        assertThat(EmailAddresses.parse(typed)).isEmpty();
    }

    @Test
    void whatWasTypedIsKept() {
        assertThat(EmailAddresses.parse(" Nana@Example.COM ").orElseThrow().raw())
                .isEqualTo("Nana@Example.COM");
        assertThat(EmailAddresses.parse("a@QQ.com").orElseThrow().domain()).isEqualTo("qq.com");
    }

    @Test
    void noTextMakesItFail() {
        SharedData.json("strings/blns.json").forEach(node -> EmailAddresses.parse(node.asText()));
    }

    private static String text(Element test, String name) {
        return test.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The test file writes control characters as their pictures. */
    private static String controls(String shown) {
        StringBuilder text = new StringBuilder();
        shown.chars().forEach(unit -> text.append((char) (unit >= 0x2400 && unit < 0x2420 ? unit - 0x2400 : unit)));
        return text.toString();
    }
}
