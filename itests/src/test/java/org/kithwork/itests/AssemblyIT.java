package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive on Derby with the sample module: it starts, keeps what it was told through a kill, and stops. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AssemblyIT {
    private static final String READY = "/health/ready";

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient client;

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "notebook")
                // As whoever installs it runs it.
                .with("KITHWORK_JAVA_OPTS", "")
                .start()
                .awaitStatus(READY, 200);
        client = KithworkClient.setUp(kithwork);
    }

    @AfterAll
    static void stop() throws Exception {
        kithwork.close();
    }

    @Test
    @Order(1)
    void theStartRefreshesNoStartupBundle() throws Exception {
        assertThat(Files.readString(kithwork.home().resolve("etc/startup.properties")))
                .containsPattern("org.apache.karaf.services.eventadmin/[0-9.]+ = 5");
        assertThat(kithwork.log()).doesNotContain("Stopping bundles");
    }

    @Test
    @DisplayName("CORE-26: one directory is one installation; a second process on it is refused")
    @Order(2)
    void aSecondProcessOnTheSameDataIsRefused() throws Exception {
        Process second = kithwork.command("run").start();
        String words = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(words).contains("already uses " + kithwork.data());
        assertThat(kithwork.get(READY).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void whatSomebodyDoesWrongIsNoWarningInTheLog() throws Exception {
        var shell = KithworkShell.of(kithwork);
        int before = kithwork.log().length();

        assertThat(shell.run("nosuch:command").expect(1).text()).contains("Command not found");
        assertThat(shell.run("user:list --nosuch").expect(1).text()).contains("undefined option");
        assertThat(shell.run("user:list )").expect(1).text()).contains("unexpected token");
        assertThat(shell.run("user:roles " + KithworkClient.ADMIN + " nosuch")
                        .expect(1)
                        .text())
                .contains("There is no such role");
        client.post("/roles", "{\"name\":\"\"}").expect(422);
        assertThat(shell.run("role:list").expect(0).text()).contains("Store clerk");

        assertThat(kithwork.log().substring(before)).doesNotContain("| WARN ", "| ERROR");
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519, 256", "ecdsa-sha2-nistp256, 256", "ssh-rsa, 3072"})
    @Order(3)
    @DisplayName("CORE-17: every kind of key that may be added signs in to the shell")
    void core17_keys(String type, int size) throws Exception {
        var key = KeyUtils.generateKeyPair(type, size);
        var shell = KithworkShell.of(kithwork);
        assertThat(catchThrowable(() -> shell.run("role:list", key))).isNotNull();

        var line = PublicKeyEntry.toString(key.getPublic());
        shell.run("user:key-add " + KithworkClient.ADMIN + " '" + line + "'").expect(0);

        assertThat(shell.run("role:list", key).expect(0).text()).contains("Store clerk");
    }

    @Test
    @Order(3)
    void readyMeansThatEveryAddressOfThePlatformIsServed() throws Exception {
        var shell = KithworkShell.of(kithwork);
        var signIn = "org.kithwork.web.internal.session.SessionResource";
        shell.run("scr:disable " + signIn).expect(0);
        kithwork.awaitStatus(READY, 503);
        assertThat(kithwork.get(READY).body()).contains(signIn);
        KithworkClient.stranger(kithwork).get("/session").expect(503);

        shell.run("scr:enable " + signIn).expect(0);
        kithwork.awaitStatus(READY, 200);
        KithworkClient.stranger(kithwork).get("/session").expect(401);
    }

    @Test
    @Order(4)
    void aSampleModuleKeepsWhatItWasToldThroughAKill() throws Exception {
        client.awaitPath("/notebook/notes");
        client.post("/notebook/notes", "{\"text\":\"记住\"}").expect(201);

        kithwork.kill();
        kithwork.start();
        client = KithworkClient.signIn(kithwork);

        client.awaitPath("/notebook/notes");
        assertThat(client.get("/notebook/notes").body().toString()).contains("记住");
    }

    @Test
    @Order(5)
    void sigtermStopsWithin30Seconds() throws Exception {
        assertThat(kithwork.terminate(Duration.ofSeconds(30))).isZero();
        assertThat(kithwork.data().resolve("db/db.lck")).doesNotExist();
        assertThat(kithwork.log()).doesNotContain("The resource to add is not valid");
    }
}
