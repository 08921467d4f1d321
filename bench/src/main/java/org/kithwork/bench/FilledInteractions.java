package org.kithwork.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.bench.data.People;
import org.kithwork.bench.fill.InteractionFill;
import org.kithwork.bench.fill.InteractionFill.Part;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.server.Waiting;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.core.internal.protection.TextCipher;

/**
 * Conversations of a filled product's customers: one of them has ten thousand, the others twenty or more each, as many
 * of them as share the rest.
 *
 * @param busiest the customer with ten thousand
 * @param all some customers with conversations
 * @param clerk those among all that the clerk of the small store may see
 */
record FilledInteractions(String busiest, List<String> all, List<String> clerk) {

    static final int OF_BUSIEST = 10_000;

    private static final int EACH = 20;
    private static final int SAMPLE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fills them in, unless the work directory has as many. */
    static FilledInteractions of(FilledProduct product, long size, long count) throws IOException {
        Path file = product.directory().resolve("interactions-" + count + ".json");
        if (!Files.exists(file)) {
            JSON.writeValue(file.toFile(), fill(product, size, count));
        }
        return JSON.readValue(file.toFile(), FilledInteractions.class);
    }

    private static FilledInteractions fill(FilledProduct product, long size, long count) throws IOException {
        ProductApi api = product.accounts().all();
        Waiting.until(
                "module that keeps conversations",
                Duration.ofMinutes(2),
                Duration.ofMillis(200),
                () -> api.tryGet("/archives/purchases?limit=1").good());
        String customer =
                api.get("/customers?limit=1").path("items").get(0).path("id").asText();
        String first = api.post(
                        "/archives/interactions",
                        Map.of(
                                "customerId", customer,
                                "channel", "PHONE",
                                "direction", "IN",
                                "topic", "订位",
                                "body", "今晚八点"))
                .path("id")
                .asText();
        Waiting.until(
                "event in the timeline",
                Duration.ofMinutes(1),
                Duration.ofMillis(100),
                () -> api.get("/archives/timeline?type=archives.interaction.recorded&customer=" + customer)
                        .path("items")
                        .toString()
                        .contains("订位"));
        String small = product.accounts().stores().get(People.SMALL_STORE - 1);
        List<FilledInteractions> filled = new ArrayList<>();
        product.betweenRuns(connection -> {
            List<Part> parts = parts(connection, small, size, count);
            FilledInteractions chosen = chosen(parts, small);
            Set<String> read = new HashSet<>(chosen.all());
            read.addAll(chosen.clerk());
            read.add(chosen.busiest());
            Map<Boolean, List<Part>> both =
                    parts.stream().collect(Collectors.partitioningBy(part -> read.contains(part.customer())));
            new InteractionFill(
                            product::connection,
                            new TextCipher(new Keys(product.ring())),
                            new TimeOrderedIds(Clock.systemUTC()),
                            System.out)
                    .fill(first, both.getOrDefault(true, List.of()), both.getOrDefault(false, List.of()));
            filled.add(chosen);
        });
        return filled.get(0);
    }

    private static FilledInteractions chosen(List<Part> parts, String small) {
        List<String> others = parts.stream().skip(1).map(Part::customer).toList();
        int step = Math.max(1, others.size() / SAMPLE);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < others.size() && all.size() < SAMPLE; i += step) {
            all.add(others.get(i));
        }
        List<String> clerk = parts.stream()
                .skip(1)
                .filter(part -> small.equals(part.store()))
                .map(Part::customer)
                .limit(SAMPLE)
                .toList();
        return new FilledInteractions(parts.get(0).customer(), all, clerk);
    }

    /** Those of the small store, and each so many-th of all. */
    private static List<Part> parts(Connection connection, String small, long size, long count) throws SQLException {
        long each = Math.max(EACH, count / size);
        long customers = Math.max(1, (count - OF_BUSIEST) / each);
        long step = Math.max(1, size / (customers + 1));
        List<Part> parts = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT id, store_id FROM core_customer ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            for (long i = 0; rows.next() && parts.size() <= customers; i++) {
                String store = rows.getString(2);
                if (i % step == 0 || small.equals(store)) {
                    int mine = parts.isEmpty() ? OF_BUSIEST : (int) each;
                    parts.add(new Part(rows.getString(1), store, mine));
                }
            }
        }
        return parts;
    }
}
