package org.kithwork.itests;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Mails that are written at any hour, and wait: behind their server is nobody. */
final class WaitingMails {

    private static final String SERVER = "{\"host\":\"localhost\",\"port\":1,\"security\":\"NONE\","
            + "\"sender\":\"a@example.com\",\"site\":\"https://crm.example.com\"}";

    private WaitingMails() {}

    /** Names the server and ends the quiet hours. */
    static void begin(KithworkClient client) {
        client.proveAgain();
        client.patch("/mails/server", 0, SERVER).expect(200);
        var rules = client.get("/send-rules").expect(200).body();
        client.patch(
                        "/send-rules",
                        rules.path("version").asLong(),
                        "{\"quietFrom\":\"00:00\",\"quietUntil\":\"00:00\"}")
                .expect(200);
    }

    static void end(KithworkClient client) {
        client.delete("/mails/server").expect(204);
    }

    /** Has a customer asked by mail to rate a contact, and waits until the mail is written. */
    static void askedToRate(KithworkClient client, String interaction) {
        var before = count(client);
        client.post("/archives/interactions/" + interaction + "/rating-mails", "{}")
                .expect(204);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count(client) > before);
    }

    private static int count(KithworkClient client) {
        return client.get("/mails?limit=200").expect(200).body().path("items").size();
    }
}
