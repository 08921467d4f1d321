package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

/** Orders and returns as the core hands them on: a row of a known key with the same content never comes a second time. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OrderFeedTest {

    private static Archives archives;
    private static int runs;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;
    private String key = "";
    private final HashMap<String, String> known = new HashMap<>();
    private final HashSet<String> seen = new HashSet<>();

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @BeforeEach
    void someone() {
        begin();
    }

    private void begin() {
        customer = archives.customers.add();
        key = "K" + ++runs;
        archives.customers.identify(customer, "pos", key);
        known.clear();
        seen.clear();
    }

    private record Row(String key, ImportKind kind, Map<String, String> values) {}

    private Row line(int order, int line, String sku, String quantity, String price) {
        var values = Map.of(
                "customer", key,
                "externalId", key + "-" + order,
                "at", "2026-01-0" + order + " 10:00",
                "sku", sku,
                "product", "商品 " + sku,
                "quantity", quantity,
                "unitPrice", price);
        return new Row("l" + order + "-" + line, archives.purchaseImport, values);
    }

    private Row back(int order, String id, String sku, String quantity) {
        var values = Map.of(
                "externalId", key + "-" + order,
                "returnId", id,
                "at", "2026-01-1" + order + " 10:00",
                "sku", sku,
                "quantity", quantity);
        return new Row("r" + id + sku, archives.returnImport, values);
    }

    private static ImportOptions options() {
        return new ImportOptions("i", "pos", null, OnDuplicate.SKIP, ZoneId.of("Asia/Shanghai"), "CN", false, Map.of());
    }

    private @Nullable RowResult apply(Row row) {
        if (seen.contains(row.key() + row.values())) {
            return null;
        }
        var result = archives.database
                .transactions()
                .call(() -> row.kind().apply(new ImportRow(1, row.values(), known.get(row.key())), options()));
        seen.add(row.key() + row.values());
        known.put(row.key(), String.valueOf(result.targetId()));
        return result;
    }

    /** Everything, tried again until nothing is refused any more. */
    private void feed(List<Row> rows) {
        var open = rows;
        for (int round = 0; round < 10 && !open.isEmpty(); round++) {
            var refused = new ArrayList<Row>();
            for (var row : open) {
                try {
                    apply(row);
                } catch (Problem problem) {
                    refused.add(row);
                }
            }
            open = refused;
        }
        assertThat(open).isEmpty();
    }

    private Map<String, String> state() {
        var state = new TreeMap<String, String>();
        for (var purchase : archives.purchasesOf(customer)) {
            var lines = new ArrayList<String>();
            purchase.lines().forEach(line -> lines.add(line.sku() + " " + line.quantity() + " " + line.returned()));
            Collections.sort(lines);
            state.put(
                    String.valueOf(purchase.externalId()).substring(key.length()),
                    purchase.status() + " " + purchase.at() + " " + purchase.net() + " " + purchase.returned() + " "
                            + lines + " " + purchase.returns().size());
        }
        return state;
    }

    private List<Row> story() {
        return List.of(
                line(1, 1, "A", "3", "10.00"),
                line(1, 2, "B", "1", "99.90"),
                line(2, 1, "A", "2", "9.99"),
                line(3, 1, "C", "1.5", "7.77"),
                back(1, "R1", "A", "1"),
                back(1, "R2", "A", "2"),
                back(1, "R2", "B", "1"),
                back(3, "R3", "C", "0.5"));
    }

    @Test
    @DisplayName("IMP-15: orders and returns in any order, late and repeated, come to the same end")
    void anyOrder() {
        feed(story());
        var expected = state();
        assertThat(expected).hasSize(3);
        assertThat(expected.get("-1")).startsWith("RETURNED ");
        for (int seed = 0; seed < 15; seed++) {
            begin();
            var rows = new ArrayList<>(story());
            rows.addAll(story());
            Collections.shuffle(rows, new Random(seed));

            feed(rows);

            assertThat(state()).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("IMP-15: a return waits for its order, and what came back twice is noted once")
    void returns() {
        assertThatThrownBy(() -> apply(back(1, "R1", "A", "1")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/externalId");
                            assertThat(fault.message().code()).isEqualTo("purchase-unknown");
                        }));
        apply(line(1, 1, "A", "2", "10"));
        assertThatThrownBy(() -> apply(back(1, "R1", "Z", "1")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/sku"));
        assertThat(apply(back(1, "R1", "A", "1"))).isNotNull();
        seen.clear();
        known.clear();
        var again = apply(back(1, "R1", "A", "1"));
        assertThat(again).isNotNull();
        assertThat(again.outcome()).isEqualTo(Outcome.SKIPPED_DUPLICATE);
        assertThatThrownBy(() -> apply(back(1, "R9", "A", "2"))).isInstanceOf(Problem.class);
        assertThat(state().get("-1")).contains("A 2.000 1.000");
    }

    @Test
    @DisplayName("IMP-15: a line that comes again with other words under its key changes nothing")
    void changed() {
        apply(line(1, 1, "A", "2", "10"));
        var before = state();

        var again = apply(line(1, 1, "A", "5", "10"));

        assertThat(again).isNotNull();
        assertThat(again.outcome()).isEqualTo(Outcome.SKIPPED_DUPLICATE);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @DisplayName("IMP-15: what comes back of one article is taken of its dearest line first")
    void dearest() {
        apply(line(1, 1, "A", "1", "10"));
        apply(line(1, 2, "A", "1", "30"));
        apply(line(1, 3, "A", "1", "20"));

        apply(back(1, "R1", "A", "2"));

        assertThat(state().get("-1")).contains("50.00");
    }

    @Test
    @DisplayName("IMP-15: what has not come back yet is not noted")
    void future() {
        apply(line(1, 1, "A", "1", "10"));
        var values = Map.of("externalId", key + "-1", "returnId", "R", "at", "2099-01-01", "sku", "A", "quantity", "1");
        assertThatThrownBy(() -> apply(new Row("r", archives.returnImport, values)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/at"));
    }

    @Test
    void everyFaultOfAReturnIsNamedAtOnce() {
        var values = Map.of("externalId", "x", "returnId", "R".repeat(200), "at", "yesterday", "quantity", "-1");
        assertThatThrownBy(() -> apply(new Row("r", archives.returnImport, values)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/returnId", "/sku", "/at", "/quantity"));
    }
}
