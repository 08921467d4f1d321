package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.data.People;
import org.kithwork.bench.fill.FunnelFill;
import org.kithwork.bench.fill.FunnelFill.Deal;
import org.kithwork.bench.fill.FunnelFill.Pattern;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.server.Waiting;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.core.internal.protection.TextCipher;

/** Writes opportunities into a filled product: a few by itself, and then many that are like these past it. */
final class Opportunities {

    private static final String REASON = "PRICE";

    private final FilledProduct product;
    private final ProductApi api;
    private final String customer;
    private final String owner;

    private Opportunities(FilledProduct product, String customer, String owner) {
        this.product = product;
        this.api = product.accounts().all();
        this.customer = customer;
        this.owner = owner;
    }

    /** Waits for the module that keeps opportunities. */
    static Opportunities in(FilledProduct product) {
        ProductApi api = product.accounts().all();
        Waiting.until(
                "module that keeps opportunities",
                Duration.ofMinutes(2),
                Duration.ofMillis(200),
                () -> api.tryGet("/funnel/pipelines").good());
        return new Opportunities(
                product,
                api.get("/customers?limit=1").path("items").get(0).path("id").asText(),
                product.accounts().ownerId());
    }

    /** Whose those are that the product writes. */
    String owner() {
        return owner;
    }

    /** One that came up in the first of these stages and went through the others. */
    Pattern through(String pipeline, List<JsonNode> way) {
        String id = api.post(
                        "/funnel/opportunities",
                        Map.of(
                                "customerId",
                                customer,
                                "pipelineId",
                                pipeline,
                                "ownerId",
                                owner,
                                "stageId",
                                way.get(0).path("id").asText(),
                                "title",
                                "年会用酒",
                                "amount",
                                Map.of("amount", "1200.00", "currency", "CNY"),
                                "closeOn",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString(),
                                "source",
                                "fair"))
                .path("id")
                .asText();
        boolean lost = false;
        for (JsonNode stage : way.subList(1, way.size())) {
            lost = stage.path("kind").asText().equals("LOST");
            String to = stage.path("id").asText();
            api.post(
                    "/funnel/opportunities/" + id + "/moves",
                    lost ? Map.of("stage", to, "reason", REASON) : Map.of("stage", to));
        }
        return new Pattern(id, way.size(), lost ? REASON : null);
    }

    /** What the n-th opportunity has of its own. */
    interface Deals {
        Deal of(Buyers buyers, long number);
    }

    /** Ends the product, writes so many into its database, and starts it again. */
    void fill(List<Pattern> patterns, long count, Deals deals) throws IOException {
        ZoneId zone = ZoneId.of(api.get("/company").path("zone").asText());
        String small = product.accounts().stores().get(People.SMALL_STORE - 1);
        product.betweenRuns(connection -> {
            Buyers buyers = Buyers.read(connection, small);
            new FunnelFill(
                            product::connection,
                            new TextCipher(new Keys(product.ring())),
                            new TimeOrderedIds(Clock.systemUTC()),
                            zone,
                            System.out)
                    .fill(patterns, count, number -> deals.of(buyers, number));
        });
    }

    /** The stages of a pipeline of one kind, as the product answers it. */
    static List<JsonNode> stages(JsonNode pipeline, String kind) {
        List<JsonNode> stages = new ArrayList<>();
        for (JsonNode stage : pipeline.path("stages")) {
            if (stage.path("kind").asText().equals(kind)) {
                stages.add(stage);
            }
        }
        return stages;
    }

    static List<String> ids(List<JsonNode> stages) {
        return stages.stream().map(stage -> stage.path("id").asText()).toList();
    }
}
