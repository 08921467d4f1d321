package org.kithwork.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Says to the system what one of its rules looks for, and waits for the signal. */
final class Signals {

    private static final String WORD = "signal-of-this-test";

    private Signals() {}

    /** The id of a signal that was found in what this customer said. */
    static String found(KithworkClient client, String customer) {
        ruled(client);
        client.post(
                        "/archives/interactions",
                        Map.of("customerId", customer, "channel", "PHONE", "direction", "IN", "topic", WORD))
                .expect(201);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> first(client, customer), found -> !found.isMissingNode())
                .path("id")
                .asText();
    }

    private static JsonNode first(KithworkClient client, String customer) {
        return client.get("/archives/signals?customer=" + customer)
                .expect(200)
                .body()
                .at("/items/0");
    }

    private static void ruled(KithworkClient client) {
        var rules = client.get("/archives/signal-rules").expect(200).body().path("items");
        if (!rules.toString().contains(WORD)) {
            client.post(
                            "/archives/signal-rules",
                            Map.of(
                                    "name",
                                    "Said in a test",
                                    "kind",
                                    "SERVICE_PROBLEM",
                                    "words",
                                    List.of(WORD),
                                    "count",
                                    1,
                                    "days",
                                    7))
                    .expect(201);
        }
    }
}
