package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.SharedData;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerId;
import org.kithwork.test.DatabaseKind;

/** The reference files in every encoding. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ImportEncodingsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final List<String> FAMILY =
            List.of("utf8", "utf8_bom_crlf", "gb18030", "utf16le_bom_tab", "utf8_semicolon_allquoted");

    private final ImportFixture node;

    ImportEncodingsTest(DatabaseKind kind) {
        node = new ImportFixture(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open));
    }

    @BeforeEach
    void clear() {
        node.clear();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static JsonNode expected(String start) {
        var json = SharedData.json("csv/encodings/expected.json");
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) json::fields).spliterator(), false)
                .filter(member -> member.getKey().startsWith(start))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private ImportView run(String file) {
        return node.await(node.upload(
                SharedData.find("csv/encodings/customers_" + file + ".csv"),
                ImportFixture.options("source", "pos", "key", "identifier:pos")));
    }

    /** As the file has it: number, name, phone, company, district, address, tags, note. */
    private Map<String, List<String>> stored() {
        var all = new TreeMap<String, List<String>>();
        for (var id : node.query("SELECT id FROM core_customer")) {
            var customer = node.customers.directory.get(new CustomerId(id));
            var row = new ArrayList<String>();
            row.add(customer.identifiers().get(0).value());
            row.add(customer.displayName());
            row.add(contact(customer.contactPoints(), ContactType.PHONE));
            row.add(customer.company());
            row.add(customer.district());
            row.add(contact(customer.contactPoints(), ContactType.ADDRESS));
            row.add(String.join(",", new TreeSet<>(customer.tags())));
            row.add(customer.note());
            all.put(row.get(0), row);
        }
        return all;
    }

    private static String contact(List<org.kithwork.customer.ContactPoint> points, ContactType type) {
        return points.stream()
                .filter(point -> point.type() == type)
                .map(org.kithwork.customer.ContactPoint::value)
                .findFirst()
                .orElse("");
    }

    private static Map<String, List<String>> wanted(JsonNode rows) {
        var all = new TreeMap<String, List<String>>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(cell.asText()));
            // A Chinese name is shown without the space that somebody typed.
            cells.set(1, ChineseName.split(cells.get(1)).displayName());
            cells.set(6, String.join(",", new TreeSet<>(List.of(cells.get(6).split(",")))));
            all.put(cells.get(0), cells);
        }
        return all;
    }

    private static void assertSame(Map<String, List<String>> stored, Map<String, List<String>> wanted) {
        assertThat(stored.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((number, row) -> assertThat(stored.get(number)).isEqualTo(row));
    }

    @Test
    @DisplayName("IMP-03: every encoding gives the same customers, and the second file changes nothing")
    void everyEncodingGivesTheSameCustomersAndTheSecondFileChangesNothing() {
        var first = run(FAMILY.get(0));
        node.expect(first, 200, 0, 0, 0);
        assertThat(first.state()).isEqualTo(ImportState.DONE);
        var stored = stored();
        assertSame(stored, wanted(expected("rows_utf8_family")));
        var events = node.customers.journal.events().size();

        for (var file : FAMILY) {
            node.expect(run(file), 0, 0, 200, 0);
        }

        assertSame(stored(), stored);
        assertThat(events).isEqualTo(200);
        assertThat(node.customers.journal.events()).hasSize(events);
        assertThat(node.count("core_customer_history")).isZero();
    }

    @Test
    void theFileOfAnOlderEncodingIsReadAsWhatItIs() {
        node.expect(run("gbk"), 200, 0, 0, 0);

        assertSame(stored(), wanted(expected("rows_gbk")));
    }
}
