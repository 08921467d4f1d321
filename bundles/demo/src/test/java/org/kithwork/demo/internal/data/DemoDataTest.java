package org.kithwork.demo.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoDataTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final List<String> STORES = List.of("一店", "二店", "三,店");

    private static DemoData data(Trade trade, long seed) {
        return new DemoData(trade, 5000, seed, TODAY, STORES);
    }

    private interface Writing {
        void to(StringWriter out) throws IOException;
    }

    /** The cells of the rows below the header. */
    private static List<String[]> rows(Writing writing) throws IOException {
        var out = new StringWriter();
        writing.to(out);
        return out.toString().lines().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static String text(Writing writing) throws IOException {
        var out = new StringWriter();
        writing.to(out);
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("OPS-18: the same trade, seed and day make the same tables, another seed makes others")
    void theSameSeedMakesTheSame(Trade trade) throws IOException {
        assertThat(text(data(trade, 1)::writePurchases)).isEqualTo(text(data(trade, 1)::writePurchases));
        assertThat(text(data(trade, 1)::writeCustomers)).isNotEqualTo(text(data(trade, 2)::writeCustomers));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "OPS-18: nobody real is meant: telephone numbers are of blocks without subscribers, and of one person each")
    void nobodyRealIsMeant(Trade trade) throws IOException {
        var customers = rows(new DemoData(trade, 30_000, 1, TODAY, List.of())::writeCustomers);
        assertThat(customers).hasSize(30_000).allSatisfy(row -> {
            assertThat(row[3]).matches("1[3-9]\\d0000\\d{4}");
            assertThat(row[4]).matches("(guest\\d+@example\\.com)?");
            assertThat(row[8]).isEqualTo("演示数据");
        });
        assertThat(customers.stream().map(row -> row[3]).distinct()).hasSize(30_000);
        assertThat(customers.stream().map(row -> row[0]).distinct()).hasSize(30_000);
    }

    @Test
    @DisplayName("OPS-18: trades share no telephone number, so that several can be loaded")
    void tradesShareNoNumber() throws IOException {
        var seen = new HashSet<String>();
        for (var trade : Trade.values()) {
            for (var row : rows(new DemoData(trade, 30_000, 1, TODAY, List.of())::writeCustomers)) {
                assertThat(seen.add(row[3])).as(row[3]).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("OPS-18: two years are believable: few buy much, many once, more at weekends, some have stayed away")
    void twoYearsAreBelievable(Trade trade) throws IOException {
        var purchases = rows(new DemoData(trade, 5000, 1, TODAY, List.of())::writePurchases);
        var visits = purchases.stream()
                .collect(Collectors.groupingBy(row -> row[0], Collectors.mapping(row -> row[1], Collectors.toSet())));
        var counts =
                visits.values().stream().mapToInt(java.util.Set::size).sorted().toArray();
        assertThat(visits).hasSize(5000);
        var once = Arrays.stream(counts).filter(count -> count == 1).count();
        assertThat(once).isBetween(500L, 3500L);
        var top = Arrays.stream(counts).skip(4000).sum();
        assertThat((double) top / Arrays.stream(counts).sum())
                .as("share of the best fifth")
                .isBetween(0.4, 0.9);

        var last = purchases.stream()
                .collect(Collectors.toMap(row -> row[0], row -> row[2], (a, b) -> a.compareTo(b) > 0 ? a : b));
        var quiet = TODAY.minusDays(180).toString();
        assertThat(last.values().stream()
                        .filter(day -> day.compareTo(quiet) < 0)
                        .count())
                .isBetween(500L, 4500L);
        assertThat(purchases)
                .allSatisfy(row -> assertThat(row[2].substring(0, 10))
                        .isBetween(
                                TODAY.minusDays(730).toString(),
                                TODAY.minusDays(1).toString()));
        if (trade == Trade.CATERING) {
            assertThat(on(purchases, DayOfWeek.SATURDAY)).isGreaterThan(on(purchases, DayOfWeek.TUESDAY) * 5 / 4);
        }
    }

    private static long on(List<String[]> purchases, DayOfWeek day) {
        return purchases.stream()
                .filter(row -> LocalDate.parse(row[2].substring(0, 10)).getDayOfWeek() == day)
                .count();
    }

    @Test
    @DisplayName("OPS-18: customers are spread over the stores, a store's name may hold whatever it likes")
    void customersAreSpreadOverTheStores() throws IOException {
        var text = text(data(Trade.RETAIL, 1)::writeCustomers);
        assertThat(text).contains(",一店,", ",二店,", ",\"三,店\",");
    }
}
