package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.SharedData;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** The reference files of quoting and of cards through the whole import: what is stored is what they say. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReferenceFilesTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final List<String> QUOTING = List.of(
            "comma_in_quotes",
            "empty",
            "empty_crlf",
            "escaped_quotes",
            "json",
            "newlines",
            "newlines_crlf",
            "quotes_and_newlines",
            "simple",
            "simple_crlf",
            "utf8");

    /** The rows of cards with numbers that nobody has, or without a name, and why each is refused. */
    private static final Map<String, List<String>> REFUSED = Map.of(
            "John_Doe_ANDROID.vcf",
            List.of(
                    "1|required",
                    "2|required",
                    "3|phone-invalid",
                    "4|phone-invalid",
                    "5|email-invalid",
                    "6|phone-invalid"),
            "gmail-single.vcf",
            List.of("1|phone-invalid"),
            "outlook-2003.vcf",
            List.of("1|phone-invalid"));

    private final ImportFixture node;

    ReferenceFilesTest(DatabaseKind kind) {
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

    private List<Customer> stored() {
        return node.query("SELECT id FROM core_customer ORDER BY id").stream()
                .map(id -> node.customers.directory.get(new CustomerId(id)))
                .toList();
    }

    /** The name of a row as a name is kept, then its other cells, each on lines of its own. */
    private static List<List<String>> wanted(JsonNode rows) {
        var all = new ArrayList<List<String>>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            row.elements().forEachRemaining(cell -> cells.add(cell.asText()));
            var rest = cells.subList(1, cells.size()).stream()
                    .filter(cell -> !cell.isBlank())
                    .toList();
            all.add(List.of(cells.get(0).replaceAll("\\s+", " "), String.join("\n", rest)));
        }
        return all;
    }

    @Test
    @DisplayName("IMP-03: the torture files of quoting are stored as their JSON says")
    void quoting() throws Exception {
        for (var name : QUOTING) {
            clear();
            var text = Files.readString(SharedData.find("csv/csv-spectrum/csvs/" + name + ".csv"));
            if (name.endsWith("_crlf")) { // a copy may have lost its carriage returns on the way
                text = text.replace("\r", "").replace("\n", "\r\n");
            }
            var json = SharedData.json("csv/csv-spectrum/json/" + name + ".json");
            var mapping = new LinkedHashMap<String, String>();
            json.get(0)
                    .fieldNames()
                    .forEachRemaining(column -> mapping.put(column, mapping.isEmpty() ? "fullName" : "note"));

            var view = node.run(text, "source", name.replace('_', '-'), "mapping", mapping);

            node.expect(view, json.size(), 0, 0, 0);
            assertThat(stored())
                    .as(name)
                    .extracting(customer -> List.of(
                            String.valueOf(customer.displayName()).replaceAll("\\s+", " "),
                            customer.note() == null ? "" : customer.note().replace("\r", "")))
                    .containsExactlyInAnyOrderElementsOf(wanted(json));
        }
    }

    private static long points(List<Customer> customers, ContactType... types) {
        return customers.stream()
                .flatMap(customer -> customer.contactPoints().stream())
                .filter(point -> List.of(types).contains(point.type()))
                .count();
    }

    @Test
    @DisplayName("IMP-01: the reference cards are stored with as many numbers, addresses and birthdays as they have")
    void cards() {
        var files = SharedData.json("vcard/expected.json").get("files");
        for (var file = files.fields(); file.hasNext(); ) {
            var next = file.next();
            var expected = next.getValue();
            clear();
            var view = node.await(node.upload(
                    SharedData.find("vcard/" + next.getKey()),
                    ImportFixture.options("source", "phone", "phoneRegion", "US", "onDuplicate", "SKIP")));
            var refused = REFUSED.getOrDefault(next.getKey(), List.of());
            node.expect(view, expected.get("cards").asInt() - refused.size(), 0, 0, refused.size());
            assertThat(node.query(
                            "SELECT row_no, error_code FROM core_import_row WHERE outcome = 'ERROR' ORDER BY row_no"))
                    .as(next.getKey())
                    .isEqualTo(refused);
            var stored = stored();
            if (refused.isEmpty()) {
                assertThat(List.of(
                                points(stored, ContactType.PHONE, ContactType.OTHER),
                                points(stored, ContactType.EMAIL),
                                points(stored, ContactType.ADDRESS),
                                stored.stream()
                                        .filter(customer -> customer.birth() != null)
                                        .count()))
                        .as(next.getKey())
                        .containsExactly(
                                expected.get("TEL").asLong(),
                                expected.get("EMAIL").asLong(),
                                expected.get("ADR").asLong(),
                                expected.get("BDAY").asLong());
                for (var shown : expected.get("FN_raw")) {
                    assertThat(stored)
                            .extracting(Customer::displayName)
                            .contains(shown.asText().replace("\\,", ","));
                }
            }
        }
    }
}
