package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, teams and stores are kept in the shell as in the console: what one changes the other shows. */
class AdministrationShellIT {

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient admin;
    private static KithworkShell shell;

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory).start();
        admin = KithworkClient.setUp(kithwork);
        shell = KithworkShell.of(kithwork);
    }

    @AfterAll
    static void stop() throws Exception {
        if (shell != null) {
            shell.close();
        }
        kithwork.close();
    }

    private static JsonNode json(String command) throws IOException {
        return KithworkClient.tree(shell.run(command).expect(0).text().strip());
    }

    private static JsonNode role(String id) {
        return admin.get("/roles/" + id).expect(200).body();
    }

    @Test
    @DisplayName("CORE-18: a role is made, given rights, deprived of them and removed in the shell")
    void rolesAreKeptInTheShell() throws IOException {
        var id = json("role:create --json 'Night shift'").path("id").asText();
        assertThat(role(id).path("grants")).isEmpty();

        shell.run("role:grant " + id + " core:customer:view OWN").expect(0);
        shell.run("role:grant " + id + " core:customer:view STORE").expect(0);
        shell.run("role:grant " + id + " core:job:view OWN").expect(0);
        assertThat(role(id).path("grants").findValuesAsText("scope")).containsExactlyInAnyOrder("STORE", "OWN");
        assertThat(shell.run("role:show " + id).expect(0).text())
                .contains("Night shift", "core:customer:view STORE", "core:job:view OWN");

        shell.run("role:revoke --dry-run " + id + " core:job:view").expect(0);
        assertThat(role(id).path("grants")).hasSize(2);
        shell.run("role:revoke " + id + " core:job:view").expect(0);
        assertThat(role(id).path("grants")).hasSize(1);
        assertThat(refused("role:revoke " + id + " core:job:view")).contains("does not have this permission");
        assertThat(refused("role:grant " + id + " core:nothing:view OWN")).contains("no such permission");
        assertThat(refused("role:grant " + id + " core:job:view EVERYWHERE")).isNotBlank();

        shell.run("role:delete --dry-run " + id).expect(0);
        admin.get("/roles/" + id).expect(200);
        shell.run("role:delete " + id).expect(0);
        admin.get("/roles/" + id).expect(404);
        assertThat(refused("role:show " + id)).isNotBlank();
    }

    @Test
    @DisplayName("CORE-18: a role that somebody holds is not removed, and the dry run says so as well")
    void aRoleThatIsHeldStays() throws IOException {
        var id = json("role:create --json Held").path("id").asText();
        admin.post("/users", Map.of("username", "holder", "roles", List.of(id))).expect(201);

        assertThat(refused("role:delete --dry-run " + id)).contains("Users hold this role");
        assertThat(refused("role:delete " + id)).contains("Users hold this role");
        assertThat(role(id).path("users").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("CORE-18: teams are made, moved, renamed and their members listed in the shell")
    void teamsAreKeptInTheShell() throws IOException {
        var north = json("team:create --json North").path("id").asText();
        var city = json("team:create --json --below " + north + " --lead admin City")
                .path("id")
                .asText();
        admin.post("/users", Map.of("username", "runner", "teamId", city)).expect(201);

        assertThat(shell.run("team:list").expect(0).text()).contains("North", "City", north);
        assertThat(json("team:members --json " + city).findValuesAsText("username"))
                .containsExactly("runner");
        assertThat(json("team:members --json " + north)).isEmpty();
        assertThat(refused("team:move " + north + " " + city)).isNotBlank();
        shell.run("team:move " + city).expect(0);
        shell.run("team:rename " + city + " 'Old town'").expect(0);
        for (var team : admin.get("/teams").expect(200).body().path("items")) {
            if (team.path("id").asText().equals(city)) {
                assertThat(team.path("name").asText()).isEqualTo("Old town");
                assertThat(team.path("parentId").isNull()).isTrue();
            }
        }
        assertThat(refused("team:members " + AuthorisationMatrixIT.UNKNOWN)).isNotBlank();
    }

    @Test
    @DisplayName("CORE-18: stores are renamed, moved, closed and opened in the shell")
    void storesAreKeptInTheShell() throws IOException {
        var region = json("store:create --json Region").path("id").asText();
        var shop = json("store:create --json Shop").path("id").asText();

        shell.run("store:rename " + shop + " 'Shop at the lake'").expect(0);
        shell.run("store:move " + shop + " " + region).expect(0);
        assertThat(refused("store:move " + region + " " + shop)).isNotBlank();
        shell.run("store:close --dry-run " + shop).expect(0);
        var open = admin.get("/stores/" + shop).expect(200).body();
        assertThat(open.path("name").asText()).isEqualTo("Shop at the lake");
        assertThat(open.path("parentId").asText()).isEqualTo(region);
        assertThat(open.path("active").asBoolean()).isTrue();

        assertThat(json("store:close --json " + shop).path("active").asBoolean(true))
                .isFalse();
        assertThat(admin.get("/stores/" + shop).body().path("active").asBoolean(true))
                .isFalse();
        shell.run("store:open " + shop).expect(0);
        assertThat(admin.get("/stores/" + shop).body().path("active").asBoolean())
                .isTrue();
        shell.run("store:move " + shop).expect(0);
        assertThat(admin.get("/stores/" + shop).body().path("parentId").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("CORE-18: handing over customers is tried without doing it")
    void handingOverIsTriedFirst() throws IOException {
        var taker = "taker";
        admin.post("/users", Map.of("username", taker)).expect(201);

        assertThat(json("user:reassign --json --dry-run admin " + taker)
                        .path("customers")
                        .isNumber())
                .isTrue();
        assertThat(json("store:list --json").isEmpty()).isFalse();
    }

    @Test
    @DisplayName("CORE-18: tokens, second factors and jobs are ended after a dry run that changes nothing")
    void whatEndsIsTriedFirst() throws IOException {
        var token = admin.post("/tokens", Map.of("name", "till", "scopes", List.of("core:store:view")))
                .expect(201)
                .text("id");
        assertThat(shell.run("token:revoke --dry-run " + token).expect(0).text())
                .contains("till");
        assertThat(shell.run("token:list").expect(0).text()).contains(token);
        shell.run("token:revoke " + token).expect(0);
        assertThat(shell.run("token:list").expect(0).text()).doesNotContain(token);
        refused("token:revoke --dry-run " + token);

        shell.run("link:list").expect(0);
        refused("link:revoke --dry-run " + AuthorisationMatrixIT.UNKNOWN);

        assertThat(json("user:second-factor-reset --json --dry-run admin")
                        .path("secondFactor")
                        .asBoolean(true))
                .isFalse();
        refused("user:key-remove --dry-run admin " + AuthorisationMatrixIT.UNKNOWN);
        refused("job:cancel --dry-run " + AuthorisationMatrixIT.UNKNOWN);
        refused("import:cancel --dry-run " + AuthorisationMatrixIT.UNKNOWN);
        refused("export:remove --dry-run " + AuthorisationMatrixIT.UNKNOWN);
        refused("journal:skip --dry-run " + AuthorisationMatrixIT.UNKNOWN);
        refused("module:remove --dry-run nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role:create",
                "role:show",
                "role:grant",
                "role:revoke",
                "role:delete",
                "team:list",
                "team:create",
                "team:move",
                "team:rename",
                "team:members",
                "store:rename",
                "store:move",
                "store:close",
                "store:open"
            })
    @DisplayName("CORE-18: a command explains itself")
    void aCommandExplainsItself(String command) {
        assertThat(shell.run(command + " --help").expect(0).text()).contains("DESCRIPTION", "--json");
    }

    private static String refused(String command) {
        var said = shell.run(command);
        assertThat(said.status()).as(command + ": " + said.text()).isNotZero();
        return said.text();
    }
}
