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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.kithwork.bench.Buyers.Buyer;
import org.kithwork.bench.fill.FunnelFill.Deal;
import org.kithwork.bench.fill.FunnelFill.Pattern;
import org.kithwork.bench.product.ProductApi;

/**
 * Open opportunities in the pipeline that is there from the start, as many in each open stage. One of twenty is with a
 * customer of the clerk's store.
 *
 * @param stages the open ones, in their order
 */
record FilledBoard(String pipeline, List<String> stages) {

    static final int OPEN = 10_000;

    private static final int OF_CLERK_EACH = 20;
    private static final List<String> SOURCES = List.of("walk-in", "fair", "referral");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fills them in, unless the work directory has them. */
    static FilledBoard of(FilledProduct product) throws IOException {
        Path file = product.directory().resolve("board.json");
        if (!Files.exists(file)) {
            JSON.writeValue(file.toFile(), fill(product));
        }
        return JSON.readValue(file.toFile(), FilledBoard.class);
    }

    private static FilledBoard fill(FilledProduct product) throws IOException {
        ProductApi api = product.accounts().all();
        Opportunities written = Opportunities.in(product);
        JsonNode pipeline = api.get("/funnel/pipelines").path("items").get(0);
        String id = pipeline.path("id").asText();
        List<JsonNode> open = Opportunities.stages(pipeline, "OPEN");
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 1; i <= open.size(); i++) {
            patterns.add(written.through(id, open.subList(0, i)));
        }
        written.fill(patterns, OPEN, (buyers, number) -> deal(patterns, buyers, written.owner(), number));
        return new FilledBoard(id, Opportunities.ids(open));
    }

    private static Deal deal(List<Pattern> patterns, Buyers buyers, String owner, long number) {
        SplittableRandom random = new SplittableRandom(Options.SEED ^ (number * 0x9E3779B97F4A7C15L));
        Buyer buyer = number % OF_CLERK_EACH == 0 ? buyers.ofClerk(number / OF_CLERK_EACH) : buyers.any(number);
        Instant opened =
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(random.nextInt(1_500, 3_000)));
        return new Deal(
                patterns.get((int) (number % patterns.size())),
                buyer.id(),
                buyer.store(),
                owner,
                "年会用酒 " + number,
                SOURCES.get(random.nextInt(SOURCES.size())),
                BigDecimal.valueOf(random.nextInt(10_000, 20_000_000), 2),
                LocalDate.now(ZoneOffset.UTC).plusDays(random.nextInt(-10, 170)),
                opened,
                Duration.ofMinutes(random.nextInt(60, 40_000)));
    }
}
