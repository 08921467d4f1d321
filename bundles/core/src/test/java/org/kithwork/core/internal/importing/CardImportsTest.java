package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** vCards through the whole import. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CardImportsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();

    private final ImportFixture node;

    CardImportsTest(DatabaseKind kind) {
        node = new ImportFixture(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open));
    }

    @BeforeEach
    void clear() {
        node.clear();
        node.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    @DisplayName(
            "IMP-06: cards are imported without a mapping, a broken one is an error of its row, and again changes nothing")
    void imp06_cards() {
        var cards = """
                BEGIN:VCARD
                VERSION:3.0
                N:欧阳;娜娜;;;
                FN:娜娜 欧阳
                TEL;TYPE=CELL:13812345678
                TEL;TYPE=HOME:010-88886666
                EMAIL:nana@example.com
                BDAY:--02-29
                UID:u-1
                END:VCARD
                BEGIN:VCARD
                VERSION:4.0
                UID:u-2
                TEL:13812345679
                END:VCARD
                BEGIN:VCARD
                VERSION:2.1
                FN:王五
                TEL;CELL:13812345670
                END:VCARD
                """;

        var view = node.run(cards, "source", "phone");

        node.expect(view, 2, 0, 0, 1);
        assertThat(view.format()).isEqualTo("VCARD");
        assertThat(node.query("SELECT row_no, error_code FROM core_import_row WHERE outcome = 'ERROR'"))
                .containsExactly("2|required");
        assertThat(node.query("SELECT identifier FROM core_identifier")).containsExactly("u-1");
        assertThat(node.query("SELECT birth_month, birth_day FROM core_customer WHERE birth_month IS NOT NULL"))
                .containsExactly("2|29");
        assertThat(node.count("core_contact_point")).isEqualTo(4);
        node.expect(node.run(cards, "source", "phone"), 0, 0, 2, 1);
        assertThat(node.count("core_customer")).isEqualTo(2);
    }
}
