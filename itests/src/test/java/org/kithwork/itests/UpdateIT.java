package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A newer core and a module that goes with it, on the archive at work: tried by the next start, or taken back by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdateIT {

    private static final String OLD_MONEY = "org.kithwork.money;version=\"[1.0,2)\"";
    private static final String NEW_MONEY = "org.kithwork.money;version=\"[1.1,2)\"";

    private Path directory;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private KithworkShell shell;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives")
                .with("KITHWORK_UPDATE_SECONDS", "300")
                .start();
        client = KithworkClient.setUp(kithwork);
        shell = KithworkShell.of(kithwork);
        awaitModule("0.1.0");
    }

    @AfterAll
    void stop() throws Exception {
        shell.close();
        kithwork.close();
    }

    private void awaitModule(String version) {
        client.awaitPath("/archives/purchases");
        assertThat(client.get("/modules/archives").expect(200).text("version")).isEqualTo(version);
    }

    private void again() throws Exception {
        kithwork.terminate(Duration.ofSeconds(60));
        ready();
    }

    private void ready() throws Exception {
        kithwork.start().awaitStatus("/health/ready", 200);
        client = KithworkClient.signIn(kithwork);
    }

    private JsonNode updates() {
        return client.get("/updates").expect(200).body();
    }

    private String customer(String name) {
        return client.post("/customers", Map.of("fullName", name)).expect(201).text("id");
    }

    /** A core that wants a newer module, which wants this newer core. */
    private static CoreKar pair(String version) {
        return CoreKar.of(version)
                .edit(
                        "api",
                        text -> text.replace(
                                "org.kithwork.money;version=\"1.0.0\"", "org.kithwork.money;version=\"1.1.0\""))
                .edit(
                        "core",
                        text -> text.replace(
                                        "Bundle-Version:",
                                        "Kithwork-Modules: archives;version=\"[0.2,1)\"\nBundle-Version:")
                                // It provides what the package promises, so it fits one minor version.
                                .replace(
                                        "org.kithwork.money;version=\"[1.0,1.1)\"",
                                        "org.kithwork.money;version=\"[1.1,1.2)\""));
    }

    @Test
    @DisplayName("CORE-21: a plan with a core names the module that does not fit, and changes nothing")
    @Order(1)
    void aModuleThatDoesNotFitIsNamed() throws Exception {
        shell.run("backup:create before").expect(0);
        var core = pair("0.2.0").write(directory);

        assertThat(shell.run("update:add " + core).expect(0).text()).contains("0.2.0");
        var plan = client.post("/updates/plan", "{}").expect(200).body();

        assertThat(plan.path("refused").asBoolean()).as("%s", plan).isTrue();
        assertThat(plan.path("reasons").toString()).contains("archives", "0.1.0");
        assertThat(shell.run("update:stage --backup before").status()).isNotZero();
        assertThat(Files.exists(kithwork.data().resolve("core/staged"))).isFalse();
        client.post("/updates/stage", "{}").expect(409);
    }

    @Test
    @DisplayName("CORE-21: no deadlock: the module that waits for the core is kept, and both are one plan")
    @Order(2)
    void bothAreOnePlan() throws Exception {
        var module = ModuleKar.archives("0.2.0")
                .edit("META-INF/MANIFEST.MF", text -> text.replace("\r\n ", "").replace(OLD_MONEY, NEW_MONEY))
                .write(directory);
        shell.run("module:add " + module).expect(0);
        assertThat(client.post("/modules/archives/plan", "{\"action\":\"UPDATE\"}")
                        .expect(200)
                        .text("reason"))
                .contains("org.kithwork.money");

        var plan = client.post("/updates/plan", "{}").expect(200).body();

        assertThat(plan.path("refused").asBoolean()).as("%s", plan).isFalse();
        assertThat(plan.path("to").asText()).isEqualTo("0.2.0");
        assertThat(plan.path("modules").get(0).path("to").asText()).isEqualTo("0.2.0");
        assertThat(plan.path("schema")).isEmpty();
        assertThat(plan.path("backup").asText()).isNotEmpty();
        assertThat(updates().path("core").asText()).isEqualTo("0.1.0");
    }

    @Test
    @DisplayName("CORE-21: a kill while the new set is tried leaves the former set and all data")
    @Order(3)
    void aKillInTheTrialLeavesTheFormerSet() throws Exception {
        var id = customer("王前");
        shell.run("update:stage --backup before").expect(0);
        kithwork.terminate(Duration.ofSeconds(60));
        kithwork.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(kithwork.data().resolve("core/trying"))
                        && kithwork.log().contains("org.kithwork.core/0.2.0"));
        kithwork.kill();

        ready();

        assertThat(updates().path("core").asText()).isEqualTo("0.1.0");
        assertThat(updates().path("failed").path("core").asText()).isEqualTo("0.2.0");
        client.get("/customers/" + id).expect(200);
        awaitModule("0.1.0");
    }

    @Test
    @DisplayName("CORE-21: core and module are updated together at the next start, with all data")
    @Order(4)
    void bothAreUpdatedTogether() throws Exception {
        var id = customer("王中");
        shell.run("update:stage --backup before").expect(0);

        again();

        assertThat(updates().path("core").asText()).isEqualTo("0.2.0");
        assertThat(updates().path("failed").isNull()).isTrue();
        client.get("/customers/" + id).expect(200);
        awaitModule("0.2.0");
        assertThat(client.get("/audit?action=update.applied").expect(200).body().path("items"))
                .hasSize(1);
    }

    @Test
    @DisplayName("CORE-21: a core that does not start goes back by itself, with the data, and is named")
    @Order(5)
    void aBrokenCoreGoesBackByItself() throws Exception {
        var id = customer("王后");
        var broken = pair("0.3.0")
                .edit(
                        "web",
                        text -> text.replace(
                                "Bundle-Version:", "Bundle-Activator: org.kithwork.web.Nobody\nBundle-Version:"))
                .write(directory);
        shell.run("update:add " + broken).expect(0);
        shell.run("update:stage --backup before 0.3.0").expect(0);

        kithwork.with("KITHWORK_UPDATE_SECONDS", "40");
        again();

        assertThat(updates().path("core").asText()).isEqualTo("0.2.0");
        assertThat(updates().path("failed").path("core").asText()).isEqualTo("0.3.0");
        assertThat(updates().path("failed").path("reason").asText()).contains("org.kithwork.web");
        assertThat(shell.run("kithwork:doctor").text()).contains("0.3.0");
        client.get("/customers/" + id).expect(200);
        awaitModule("0.2.0");
        assertThat(client.get("/audit?action=update.returned")
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(2);
    }
}
