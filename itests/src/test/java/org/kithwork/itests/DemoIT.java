package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demo data comes and goes by commands of the shell. */
class DemoIT {

    @TempDir
    Path folder;

    @Test
    @DisplayName("OPS-18, IMP-07: one command loads a trade, another removes it, and whom somebody changed stays")
    void aTradeIsLoadedAndRemoved() throws Exception {
        try (var kithwork = KithworkProcess.unpack(folder)
                .with("KITHWORK_MODULES", "archives,demo")
                .start()) {
            var client = KithworkClient.setUp(kithwork);
            client.awaitPath("/archives/purchases");
            try (var shell = KithworkShell.of(kithwork)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> shell.run("demo:list").status() == 0);
                load(client, shell);
                remove(client, shell);
            }
        }
    }

    private static void load(KithworkClient client, KithworkShell shell) {
        assertThat(shell.run("demo:load --customers 40 retail").expect(0).text())
                .contains("customers", "purchases", "interactions", "DONE")
                .doesNotContain("DONE_WITH_ERRORS");
        assertThat(client.get("/customers?limit=200").expect(200).body().path("items"))
                .hasSize(40);
        assertThat(client.get("/archives/purchases").expect(200).body().path("items"))
                .isNotEmpty();
        // Again it changes nothing, and of another size it is refused.
        shell.run("demo:load --customers 40 retail").expect(0);
        assertThat(client.get("/customers?limit=200").expect(200).body().path("items"))
                .hasSize(40);
        assertThat(shell.run("demo:load --customers 41 retail").expect(1).text())
                .contains("demo:remove retail");
        shell.run("demo:load florist").expect(1);
    }

    private static void remove(KithworkClient client, KithworkShell shell) {
        var somebody = client.get("/customers?limit=1")
                .expect(200)
                .body()
                .path("items")
                .path(0);
        var id = somebody.path("id").asText();
        var version = client.get("/customers/" + id)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        client.patch("/customers/" + id, version, "{\"occupation\":\"教师\"}").expect(200);

        shell.run("demo:remove --dry-run retail").expect(0);
        assertThat(client.get("/customers?limit=200").expect(200).body().path("items"))
                .hasSize(40);
        assertThat(shell.run("demo:remove retail").expect(0).text()).contains("UNDONE");

        assertThat(client.get("/customers?limit=200").expect(200).body().path("items"))
                .extracting(customer -> customer.path("id").asText())
                .containsExactly(id);
        assertThat(client.get("/archives/purchases").expect(200).body().path("items"))
                .isEmpty();
        assertThat(client.get("/archives/interactions").expect(200).body().path("items"))
                .isEmpty();
    }
}
