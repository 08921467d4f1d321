package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kithwork.bench.Buyers.Buyer;
import org.kithwork.bench.fill.FunnelFill.Deal;
import org.kithwork.bench.fill.FunnelFill.Pattern;
import org.kithwork.bench.product.Accounts;
import org.kithwork.bench.product.ProductApi;

/**
 * A pipeline of its own with many opportunities of three years, of five steps each. Of ten four are won, four are lost and two are open;
 * three of them went back at least once, or left a stage out.
 *
 * @param path its stages on the way to being won, that one last
 * @param owner one of fifty
 * @param store one with many customers
 */
record FilledFunnel(String pipeline, List<String> path, String owner, String store, String source) {

    private static final int STEPS = 5;
    private static final int OWNERS = 50;
    private static final int LARGE_STORE = 2;
    private static final List<String> SOURCES = List.of("walk-in", "fair", "referral", "wechat", "phone", "website");
    private static final int WON = 4;
    private static final int LOST = 5;

    /** The ways they take, by the places of the stages. */
    private static final List<List<Integer>> WAYS = List.of(
            List.of(0, 1, 2, 3, WON),
            List.of(0, 1, 2, 3, LOST),
            List.of(0, 1, 2, 3, WON),
            List.of(0, 1, 0, 1, LOST),
            List.of(0, 2, 1, 3, WON),
            List.of(0, 1, 2, 3, LOST),
            List.of(0, 1, 0, 1, 0),
            List.of(0, 1, 2, 3, WON),
            List.of(0, 1, 2, 1, LOST),
            List.of(0, 1, 2, 3, 2));

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fills in so many, unless the work directory has them. */
    static FilledFunnel of(FilledProduct product, long count) throws IOException {
        Path file = product.directory().resolve("opportunities-" + count + ".json");
        if (!Files.exists(file)) {
            JSON.writeValue(file.toFile(), fill(product, count));
        }
        return JSON.readValue(file.toFile(), FilledFunnel.class);
    }

    private static FilledFunnel fill(FilledProduct product, long count) throws IOException {
        ProductApi api = product.accounts().all();
        Opportunities written = Opportunities.in(product);
        JsonNode pipeline = pipeline(api, count);
        String id = pipeline.path("id").asText();
        List<JsonNode> stages = new ArrayList<>();
        pipeline.path("stages").forEach(stages::add);
        List<Pattern> patterns = WAYS.stream()
                .map(way -> written.through(id, way.stream().map(stages::get).toList()))
                .toList();
        List<String> owners = owners(api, count);
        written.fill(patterns, count, (buyers, number) -> deal(patterns, buyers, owners, number));
        return new FilledFunnel(
                id,
                Opportunities.ids(stages.subList(0, STEPS)),
                owners.get(0),
                product.accounts().stores().get(LARGE_STORE - 1),
                SOURCES.get(0));
    }

    private static JsonNode pipeline(ProductApi api, long count) {
        String name = "Measured " + count;
        return api.post(
                "/funnel/pipelines",
                Map.of(
                        "name",
                        Map.of("zh", name, "en", name),
                        "stages",
                        List.of(
                                Map.of("name", Map.of("zh", "接触"), "probability", 10),
                                Map.of("name", Map.of("zh", "了解"), "probability", 25),
                                Map.of("name", Map.of("zh", "报价"), "probability", 50),
                                Map.of("name", Map.of("zh", "洽谈"), "probability", 75),
                                Map.of("name", Map.of("zh", "成交"), "kind", "WON"),
                                Map.of("name", Map.of("zh", "未成交"), "kind", "LOST"))));
    }

    private static List<String> owners(ProductApi api, long count) {
        String role = Accounts.clerkRole(api);
        List<String> owners = new ArrayList<>();
        for (int i = 1; i <= OWNERS; i++) {
            String name = "seller-" + count + "-" + i;
            owners.add(api.post("/users", Map.of("username", name, "displayName", name, "roles", List.of(role)))
                    .path("id")
                    .asText());
        }
        return owners;
    }

    private static Deal deal(List<Pattern> patterns, Buyers buyers, List<String> owners, long number) {
        SplittableRandom random = new SplittableRandom(Options.SEED ^ (number * 0x9E3779B97F4A7C15L));
        Buyer buyer = buyers.any(number);
        Instant opened = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofMinutes(random.nextInt(90_000, 1_576_800)));
        Duration pause = Duration.ofMinutes(random.nextInt(30, 20_160));
        return new Deal(
                patterns.get((int) (number % patterns.size())),
                buyer.id(),
                buyer.store(),
                owners.get(random.nextInt(owners.size())),
                "年会用酒 " + number,
                SOURCES.get(random.nextInt(SOURCES.size())),
                BigDecimal.valueOf(random.nextInt(10_000, 20_000_000), 2),
                LocalDate.ofInstant(opened, ZoneId.systemDefault()).plusDays(random.nextInt(30, 90)),
                opened,
                pause);
    }
}
