package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a system at work, and what comes of it in other installations, by the commands of the archive. */
class BackupIT {

    private static final String RIGHT = "every checksum is right";

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();

    private static String create(KithworkClient client, String name) {
        return client.post("/customers", Map.of("fullName", name)).expect(201).text("id");
    }

    private List<Future<?>> write(KithworkClient client, AtomicBoolean goOn) {
        var pool = Executors.newFixedThreadPool(2);
        var writers = new ArrayList<Future<?>>();
        for (int i = 0; i < 2; i++) {
            int number = i;
            writers.add(pool.submit(() -> {
                for (int made = 0; goOn.get(); made++) {
                    written.add(create(client, "王" + "甲乙".charAt(number) + made));
                }
                return null;
            }));
        }
        pool.shutdown();
        return writers;
    }

    /** A command of the script on an installation that is stopped; what it said. */
    private static String run(KithworkProcess kithwork, String... arguments) throws Exception {
        var process = kithwork.command(arguments).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private KithworkProcess other(Database database, String name, KithworkProcess first) throws Exception {
        return database.unpack(Files.createDirectories(folder.resolve(name)))
                .with("KITHWORK_KEYS", first.home().resolve("keys").toString());
    }

    private static Path carried(KithworkProcess from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var name : List.of("hot.kwbackup", "erasures")) {
            Files.copy(from.data().resolve("backups").resolve(name), to.resolve(name));
        }
        return to.resolve("hot.kwbackup");
    }

    private static void check(KithworkProcess restored, List<String> acknowledged, String erased) {
        var client = KithworkClient.signIn(restored);
        for (var id : acknowledged) {
            client.get("/customers/" + id).expect(200);
        }
        assertThat(client.get("/customers/" + erased).status()).isIn(404, 410);
        assertThat(client.get("/customers?q=张消失").expect(200).body().path("items"))
                .isEmpty();
        client.get("/archives/purchases").expect(200);
        var actions =
                client.get("/audit?action=backup.restored").expect(200).body().path("items");
        assertThat(actions).hasSize(1);
        assertThat(actions.get(0).toString()).contains("\"erasedAgain\":1");
        try (var shell = KithworkShell.of(restored)) {
            shell.run("audit:verify").expect(0);
        }
    }

    @Test
    @DisplayName(
            "R-15, OPS-05, OPS-06, edge 34: a hot backup is restored on both databases, and the erased stay erased")
    void aHotBackupIsRestoredOnBothDatabases() throws Exception {
        try (var first = Database.DERBY
                .unpack(Files.createDirectories(folder.resolve("first")))
                .with("KITHWORK_MODULES", "archives")
                .start()) {
            var client = KithworkClient.setUp(first);
            client.awaitPath("/archives/purchases");
            var erased = create(client, "张消失");
            var goOn = new AtomicBoolean(true);
            var writers = write(client, goOn);
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> written.size() > 20);
            var acknowledged = List.copyOf(written);
            try (var shell = KithworkShell.of(first)) {
                assertThat(shell.run("backup:create hot").expect(0).text()).contains("proven");
            } finally {
                goOn.set(false);
            }
            for (var writer : writers) {
                writer.get();
            }
            assertThat(written).as("written while the backup was made").hasSizeGreaterThan(acknowledged.size());
            var operation = client.post(
                            "/customers/" + erased + "/erasures", Map.of("mode", "ERASE", "basis", "asked for it"))
                    .expect(202)
                    .text("id");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            client.get("/operations/" + operation).text("state").equals("DONE"));
            first.terminate(Duration.ofSeconds(60));
            var backup = carried(first, folder.resolve("carried"));

            try (var second = other(Database.DERBY, "second", first)) {
                assertThat(run(second, "verify", backup.toString())).contains(RIGHT);
                assertThat(run(second, "restore", backup.toString())).contains(RIGHT);
                check(second.start(), acknowledged, erased);
            }
            try (var third = other(Database.POSTGRESQL, "third", first)) {
                assertThat(run(third, "restore", backup.toString())).contains(RIGHT);
                assertThat(run(third, "move-database", "embedded")).contains(RIGHT);
                third.with("KITHWORK_DB_URL", "");
                check(third.start(), acknowledged, erased);
            }
        }
    }
}
