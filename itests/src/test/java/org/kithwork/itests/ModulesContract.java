package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of modules over REST and in the shell, on a system that runs: nothing else restarts, no data is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ModulesContract {

    private static final String NOTES = "/notebook/notes";

    private final Database database;
    private Path directory;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private KithworkShell shell;

    ModulesContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        kithwork = database.unpack(directory).with("KITHWORK_MODULES", "").start();
        client = KithworkClient.setUp(kithwork);
        shell = KithworkShell.of(kithwork);
    }

    @AfterAll
    void stop() throws Exception {
        shell.close();
        kithwork.close();
    }

    /** Whatever a module does, no other bundle stops. */
    @AfterEach
    void nothingElseRestarted() {
        assertThat(kithwork.log()).doesNotContain("restarted other bundles");
    }

    private JsonNode module(String name) {
        return client.get("/modules/" + name).expect(200).body();
    }

    private Path kar(ModuleKar kar) throws IOException {
        return kar.write(Files.createTempDirectory(directory, "kar"));
    }

    @Test
    @DisplayName("CORE-01: an empty choice of modules is a choice: the core runs alone")
    @Order(1)
    void anEmptyChoiceIsCoreAlone() {
        var modules = client.get("/modules").expect(200).body().path("items");
        assertThat(modules.findValuesAsText("name")).contains("archives", "notebook");
        assertThat(modules.findValuesAsText("state")).containsOnly("AVAILABLE");
        client.get(NOTES).expect(404);
    }

    @Test
    @DisplayName("CORE-23: a plan names what would happen, and nothing happens")
    @Order(2)
    void aPlanSaysWhatWouldHappen() {
        var plan = client.post("/modules/notebook/plan", "{\"action\":\"INSTALL\"}")
                .expect(200)
                .body();

        assertThat(plan.path("refused").asBoolean()).as("%s", plan).isFalse();
        assertThat(plan.path("bundles")).hasSize(1);
        assertThat(plan.path("bundles").get(0).path("effect").asText()).isEqualTo("INSTALL");
        assertThat(plan.path("permissions").toString()).contains("notebook:note:view");
        assertThat(module("notebook").path("state").asText()).isEqualTo("AVAILABLE");
    }

    @Test
    @Order(3)
    void aModuleOfTheDistributionServesOnceInstalled() {
        assertThat(client.post("/modules/notebook/install").expect(200).text("state"))
                .isEqualTo("RUNNING");

        client.post(NOTES, "{\"text\":\"记住\"}").expect(201);
        assertThat(client.get(NOTES).expect(200).body().toString()).contains("记住");
        client.post("/modules/notebook/install").expect(409);
    }

    @Test
    @Order(4)
    void aStoppedModuleAnswers503AndComesBack() {
        client.post("/modules/notebook/stop").expect(200);
        var answer = client.get(NOTES).expect(503);
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        client.get("/customers").expect(200);

        client.post("/modules/notebook/start").expect(200);
        client.get(NOTES).expect(200);
    }

    @Test
    @DisplayName("CORE-19: no request meets a module that is half stopped")
    @Order(5)
    void requestsNeverMeetAHalfStoppedModule() throws Exception {
        var over = new AtomicBoolean();
        var seen = new ConcurrentSkipListSet<Integer>();
        var threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                while (!over.get()) {
                    seen.add(client.get(NOTES).status());
                }
            });
            threads[i].start();
        }
        for (int round = 0; round < 4; round++) {
            client.post("/modules/notebook/stop").expect(200);
            client.post("/modules/notebook/start").expect(200);
        }
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(seen).isSubsetOf(200, 503).contains(200);
    }

    @Test
    @Order(6)
    void anUnsafePackageIsRefused() throws Exception {
        client.upload("/modules", kar(ModuleKar.notebook("0.2.0").entry("META-INF/../../evil.sh")))
                .expect(422);
        client.upload("/modules", kar(ModuleKar.notebook("0.1.0"))).expect(409);
        assertThat(module("notebook").path("packages")).hasSize(1);
    }

    @Test
    @Order(7)
    void anUpdateKeepsTheData() throws Exception {
        assertThat(client.upload("/modules", kar(ModuleKar.notebook("0.2.0")))
                        .expect(201)
                        .text("version"))
                .isEqualTo("0.1.0");

        assertThat(client.post("/modules/notebook/update").expect(200).text("version"))
                .isEqualTo("0.2.0");

        assertThat(client.get(NOTES).expect(200).body().toString()).contains("记住");
    }

    @Test
    @Order(8)
    void aFailedUpdateLeavesTheOldVersionServing() throws Exception {
        var broken = ModuleKar.notebook("0.3.0").with("db/notebook/changelog.xml", """
                        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                              xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                          <changeSet id="evil" author="x"><dropTable tableName="core_user"/></changeSet>
                        </databaseChangeLog>
                        """);
        client.upload("/modules", kar(broken)).expect(201);

        var answer = client.post("/modules/notebook/update").expect(409);

        assertThat(answer.text("type")).endsWith("update-failed");
        assertThat(module("notebook").path("state").asText()).isEqualTo("RUNNING");
        assertThat(module("notebook").path("version").asText()).isEqualTo("0.2.0");
        assertThat(client.get(NOTES).expect(200).body().toString()).contains("记住");
    }

    @Test
    @Order(9)
    void theSameModulesComeBackAfterAKillAndAWipedCache() throws Exception {
        kithwork.kill();
        delete(kithwork.data().resolve("karaf"));
        kithwork.with("KITHWORK_MODULES", "archives").start();
        client = KithworkClient.signIn(kithwork);

        assertThat(module("notebook").path("version").asText()).isEqualTo("0.2.0");
        assertThat(module("notebook").path("packages")).hasSize(3);

        assertThat(client.get(NOTES).expect(200).body().toString()).contains("记住");
        assertThat(module("archives").path("state").asText()).isEqualTo("AVAILABLE");
    }

    @Test
    @DisplayName("CORE-20: removing keeps the data unless it is purged")
    @Order(10)
    void removingKeepsTheDataUnlessItIsPurged() {
        client.delete("/modules/notebook").expect(200);
        var gone = client.get(NOTES).expect(404);
        assertThat(gone.text("type")).endsWith("module-not-installed");
        assertThat(module("notebook").path("hasData").asBoolean()).isTrue();
        client.post("/modules/notebook/install", "{\"version\":\"0.2.0\"}").expect(200);
        assertThat(client.get(NOTES).expect(200).body().toString()).contains("记住");

        client.delete("/modules/notebook?purge=true").expect(409);
        client.delete("/modules/notebook?purge=true&backup=monday").expect(409);
        shell.run("backup:create monday").expect(0);
        client.delete("/modules/notebook?purge=true&backup=monday").expect(200);
        assertThat(module("notebook").path("hasData").asBoolean()).isFalse();
        client.post("/modules/notebook/install").expect(409);
        client.post("/modules/notebook/install", "{\"version\":\"0.2.0\"}").expect(200);
        assertThat(client.get(NOTES).expect(200).body().path("items")).isEmpty();
    }

    @Test
    @Order(11)
    void aCopyOfTheSampleIsAddedFromAFileInTheShell() throws Exception {
        var file = kar(ModuleKar.notebook("1.0.0").copiedAs("handbook"));
        shell.run("module:add " + file).expect(0);
        assertThat(shell.run("module:plan install handbook").expect(0).text())
                .contains("org.kithwork.handbook 1.0.0 INSTALL", "(handbook:note:create)");
        client.get("/handbook/notes").expect(404);

        shell.run("module:install handbook").expect(0);

        client.post("/handbook/notes", "{\"text\":\"打包\"}").expect(201);
        assertThat(shell.run("handbook:list").expect(0).text()).contains("打包");
        assertThat(shell.run("module:list").expect(0).text()).contains("handbook");
    }

    @Test
    @DisplayName("CORE-18: the shell does with modules all that REST does")
    @Order(12)
    void theShellDoesAllThatRestDoes() throws Exception {
        shell.run("module:stop handbook").expect(0);
        client.get("/handbook/notes").expect(503);
        shell.run("module:start handbook").expect(0);
        client.get("/handbook/notes").expect(200);

        shell.run("module:add " + kar(ModuleKar.notebook("1.1.0").copiedAs("handbook")))
                .expect(0);
        assertThat(shell.run("module:update handbook").expect(0).text()).contains("1.1.0");
        assertThat(client.get("/handbook/notes").expect(200).body().toString()).contains("打包");

        assertThat(shell.run("module:remove --dry-run handbook").expect(0).text())
                .contains("REMOVE");
        assertThat(module("handbook").path("state").asText()).isEqualTo("RUNNING");
        shell.run("module:remove handbook").expect(0);
        client.get("/handbook/notes").expect(404);
        assertThat(shell.run("handbook:list").text()).contains("Command not found");
        assertThat(shell.run("module:remove --purge handbook").expect(1).text()).contains("backup");
        assertThat(shell.run("module:remove --purge --backup monday handbook")
                        .expect(1)
                        .text())
                .contains("handbook");
        shell.run("backup:create tuesday").expect(0);
        shell.run("module:remove --purge --backup tuesday handbook").expect(0);
        assertThat(module("handbook").path("hasData").asBoolean()).isFalse();
    }

    @Test
    @Order(13)
    void aProblemInTheShellIsASentenceAndNoErrorInTheLog() {
        var said = shell.run("module:start handbook").expect(1);
        assertThat(said.text()).contains("The module handbook is not installed").doesNotContain("Exception");
        assertThat(kithwork.log()).doesNotContain("Exception caught while executing command");
    }

    @Test
    @Order(14)
    void theDoctorSaysHowTheInstallationIs() {
        assertThat(shell.run("doctor").expect(0).text())
                .contains("database", "tables of core", "module notebook", "keys directory", "disk");
        assertThat(shell.run("doctor --json").expect(0).text()).contains("\"check\":\"database\"");
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
