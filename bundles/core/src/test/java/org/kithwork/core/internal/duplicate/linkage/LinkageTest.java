package org.kithwork.core.internal.duplicate.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.SharedData;

/** The engine on public files whose true pairs are known; it is not shown them. */
class LinkageTest {

    private static final double TOLERANCE = 0.1;
    private static final List<LinkageField> PEOPLE = List.of(
            new LinkageField("given_name", FieldKind.NAME, "surname", false),
            new LinkageField("surname", FieldKind.NAME, "given_name", false),
            LinkageField.place("street_number", FieldKind.CODE),
            LinkageField.place("address_1", FieldKind.TEXT),
            LinkageField.place("address_2", FieldKind.TEXT),
            LinkageField.place("suburb", FieldKind.TEXT),
            LinkageField.place("postcode", FieldKind.CODE),
            LinkageField.place("state", FieldKind.CATEGORY),
            new LinkageField("date_of_birth", FieldKind.DATE),
            new LinkageField("soc_sec_id", FieldKind.CODE));
    private static final List<LinkageField> RESTAURANTS = List.of(
            new LinkageField("name", FieldKind.TEXT),
            LinkageField.place("addr", FieldKind.TEXT),
            LinkageField.place("city", FieldKind.TEXT),
            LinkageField.place("phone", FieldKind.CODE),
            new LinkageField("type", FieldKind.CATEGORY));
    private static final List<LinkageField> ORGANISATIONS = List.of(
            new LinkageField("Site name", FieldKind.TEXT),
            LinkageField.place("Address", FieldKind.TEXT),
            LinkageField.place("Zip", FieldKind.CODE),
            LinkageField.place("Phone", FieldKind.CODE));

    /** How well the found pairs meet the true ones. */
    private record Quality(double precision, double recall) {
        double f1() {
            return 2 * precision * recall / (precision + recall);
        }
    }

    @Test
    @DisplayName("CORE-10: of 1,000 people in FEBRL 1 the pairs are found, F1 at least 0.99, and hardly one wrong")
    void febrl1() throws IOException {
        var quality = measure("febrl1.csv", "rec_id", PEOPLE, pairsOf("febrl1_true_pairs.csv"));

        assertThat(quality.f1()).isGreaterThanOrEqualTo(0.99);
        assertThat(quality.precision()).isGreaterThanOrEqualTo(0.999);
    }

    @Test
    @DisplayName("CORE-10: of 5,000 people in FEBRL 3 the pairs are found, F1 at least 0.97, and hardly one wrong")
    void febrl3() throws IOException {
        var quality = measure("febrl3.csv", "rec_id", PEOPLE, pairsOf("febrl3_true_pairs.csv"));

        assertThat(quality.f1()).isGreaterThanOrEqualTo(0.97);
        assertThat(quality.precision()).isGreaterThanOrEqualTo(0.999);
    }

    @Test
    @DisplayName("CORE-10: restaurants in two guides are matched better than by their telephone numbers")
    void restaurants() throws IOException {
        var quality = measure("restaurants.csv", "id", RESTAURANTS, pairsOf("restaurants_true_pairs.csv"));

        assertThat(quality.f1()).isGreaterThan(0.923077);
    }

    @Test
    @DisplayName("CORE-10: organisations in several lists are matched with few wrong pairs")
    void organisations() throws IOException {
        var file = SharedData.find("dedup/org_with_true_ids.csv");
        var entities = new HashMap<String, List<String>>();
        for (var row : read(file)) {
            entities.computeIfAbsent(row.getOrDefault("True Id", ""), id -> new ArrayList<>())
                    .add(row.getOrDefault("Id", ""));
        }
        var truth = new HashSet<String>();
        for (var same : entities.values()) {
            for (int i = 0; i < same.size(); i++) {
                for (int j = i + 1; j < same.size(); j++) {
                    truth.add(pair(same.get(i), same.get(j)));
                }
            }
        }

        var quality = measure("org_with_true_ids.csv", "Id", ORGANISATIONS, truth);

        assertThat(quality.precision()).isGreaterThan(0.9);
        assertThat(quality.recall()).isGreaterThan(0.6);
    }

    private static Quality measure(String name, String id, List<LinkageField> fields, Set<String> truth)
            throws IOException {
        var ids = new ArrayList<String>();
        var records = new ArrayList<String[]>();
        for (var row : read(SharedData.find("dedup/" + name))) {
            ids.add(row.getOrDefault(id, ""));
            records.add(fields.stream()
                    .map(field -> comparable(field, row.getOrDefault(field.name(), "")))
                    .toArray(String[]::new));
        }
        var links = new Linkage(fields).links(records, TOLERANCE);
        double right = links.stream()
                .filter(link -> truth.contains(pair(ids.get(link.first()), ids.get(link.second()))))
                .count();
        return new Quality(right / links.size(), right / truth.size());
    }

    private static String comparable(LinkageField field, String value) {
        var words = value.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return field.kind() == FieldKind.CODE || field.kind() == FieldKind.DATE ? words.replace(" ", "") : words;
    }

    private static List<Map<String, String>> read(Path file) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (var row : reader) {
                var values = new HashMap<String, String>();
                row.getFieldsAsMap().forEach((column, value) -> values.put(column.strip(), value.strip()));
                rows.add(values);
            }
        }
        return rows;
    }

    private static Set<String> pairsOf(String name) throws IOException {
        var pairs = new HashSet<String>();
        for (var line : Files.readAllLines(SharedData.find("dedup/" + name))) {
            var ids = line.split(",", -1);
            pairs.add(pair(ids[0].strip(), ids[1].strip()));
        }
        return pairs;
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
    }
}
