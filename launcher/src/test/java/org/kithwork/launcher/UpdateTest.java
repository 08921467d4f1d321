package org.kithwork.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("CORE-21: a plan that was put aside is tried by the next start, or the former set runs")
class UpdateTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path root;

    private Installation installation;
    private Path folder;
    private final List<String> calls = new ArrayList<>();
    private int status;

    @BeforeEach
    void makeInstallation() throws IOException {
        installation = new Installation(root.resolve("home"), root.resolve("data"), root.resolve("keys"));
        folder = Files.createDirectories(installation.data().resolve("core"));
        Files.createDirectories(installation.keys());
        Files.createDirectories(installation.home().resolve("system/org/kithwork/kithwork-features/0.1.0"));
        Files.write(installation.keys().resolve(CorePlan.KEY), KEY);
    }

    private void core(String version) throws Exception {
        Path jar = folder.resolve(version).resolve("repository/core.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "core " + version);
        Files.writeString(folder.resolve(version).resolve("checksums"), sha(jar) + "  repository/core.jar\n");
    }

    private void plan(String name, String version) throws Exception {
        core(version);
        String body = "id=one\ncore=" + version + "\nbase=0.1.0\nsums="
                + sha(folder.resolve(version).resolve("checksums")) + "\nmodules=\nexcused=\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        Files.writeString(
                folder.resolve(name),
                body + "mac=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))) + "\n");
    }

    private static String sha(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private Update update() {
        return new Update(installation, words -> {
            calls.add(String.join(" ", words).replace(root.toString(), ""));
            return status;
        });
    }

    /** A process that is killed while the core works for it. */
    private Update killed() {
        return new Update(installation, words -> {
            throw new InterruptedException("killed");
        });
    }

    private List<String> steps() {
        return List.of("staged", "trying", "current", "returned").stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .toList();
    }

    private String started() throws IOException {
        return CoreChoice.of(installation).version();
    }

    @Test
    @DisplayName("CORE-21: without a plan the core of the distribution runs")
    void withoutAPlanTheDistributionRuns() throws Exception {
        assertThat(update().settle()).isZero();

        assertThat(calls).isEmpty();
        assertThat(started()).isEqualTo("0.1.0");
    }

    @Test
    @DisplayName("CORE-21: the data are backed up before the new core is tried")
    void theDataAreBackedUpFirst() throws Exception {
        plan("staged", "0.2.0");

        assertThat(update().settle()).isZero();

        assertThat(calls).containsExactly("backup /data/backups/before-update-one.kwbackup");
        assertThat(steps()).containsExactly("trying");
        assertThat(started()).isEqualTo("0.2.0");
        assertThat(CoreChoice.of(installation).tried()).isTrue();
    }

    @Test
    @DisplayName("CORE-21: nothing is tried when the data cannot be backed up, and the former core runs")
    void withoutABackupNothingIsTried() throws Exception {
        plan("staged", "0.2.0");
        status = 1;

        assertThat(update().settle()).isZero();

        assertThat(steps()).containsExactly("returned");
        assertThat(started()).isEqualTo("0.1.0");
        assertThat(folder.resolve("why")).content().contains("backed up");
    }

    @Test
    @DisplayName("CORE-21: a kill in the backup leaves the plan waiting, and the next start goes on")
    void aKillInTheBackup() throws Exception {
        plan("staged", "0.2.0");

        assertThatThrownBy(() -> killed().settle()).isInstanceOf(InterruptedException.class);
        assertThat(steps()).containsExactly("staged");
        assertThat(started()).isEqualTo("0.1.0");

        update().settle();
        assertThat(steps()).containsExactly("trying");
    }

    @Test
    @DisplayName("CORE-21: a start after a trial that did not end puts data and core back")
    void aTrialThatDidNotEndIsTakenBack() throws Exception {
        plan("trying", "0.2.0");

        assertThat(update().settle()).isZero();

        assertThat(calls).containsExactly("restore --replace /data/backups/before-update-one.kwbackup");
        assertThat(steps()).containsExactly("returned");
        assertThat(started()).isEqualTo("0.1.0");
        assertThat(folder.resolve("why")).content().contains("ended before");
    }

    @Test
    @DisplayName("CORE-21: a kill in the restore is followed by the same restore, and no core runs in between")
    void aKillInTheRestore() throws Exception {
        plan("trying", "0.2.0");

        assertThatThrownBy(() -> killed().settle()).isInstanceOf(InterruptedException.class);
        assertThat(steps()).containsExactly("trying");

        update().settle();
        assertThat(calls).containsExactly("restore --replace /data/backups/before-update-one.kwbackup");
        assertThat(started()).isEqualTo("0.1.0");
    }

    @Test
    @DisplayName("CORE-21: a restore that fails refuses the start instead of running old code on new data")
    void aRestoreThatFailsRefusesTheStart() throws Exception {
        plan("trying", "0.2.0");
        status = 1;

        assertThat(update().settle()).isEqualTo(1);
        assertThat(steps()).containsExactly("trying");
    }

    @Test
    @DisplayName("CORE-21: a core that came up stays, and a later one goes back to it and not to the distribution")
    void theFormerCoreIsTheLastThatCameUp() throws Exception {
        plan("current", "0.2.0");
        plan("trying", "0.3.0");
        assertThat(started()).isEqualTo("0.3.0");

        update().settle();

        assertThat(started()).isEqualTo("0.2.0");
        assertThat(CoreChoice.of(installation).tried()).isFalse();
    }

    @Test
    @DisplayName("CORE-21: a newer distribution wins over a core that was put in its place")
    void aNewerDistributionWins() throws Exception {
        plan("current", "0.2.0");
        Files.createDirectories(installation.home().resolve("system/org/kithwork/kithwork-features/0.10.0"));

        assertThat(started()).isEqualTo("0.10.0");
    }

    @Test
    @DisplayName("CORE-21: a plan or a file that was changed is refused and never started")
    void whatWasChangedIsRefused() throws Exception {
        plan("staged", "0.2.0");
        Path staged = folder.resolve("staged");
        Files.writeString(staged, Files.readString(staged).replace("core=0.2.0", "core=0.2.1"));
        assertThatThrownBy(() -> update().settle()).isInstanceOf(Installation.Refused.class);

        plan("current", "0.2.0");
        Files.writeString(folder.resolve("0.2.0/repository/core.jar"), "evil");
        assertThatThrownBy(this::started)
                .isInstanceOf(Installation.Refused.class)
                .hasMessageContaining("core.jar");
    }

    @Test
    @DisplayName("CORE-21: a trial ends well when the core says so, and badly when it says so or takes too long")
    void aTrialIsWatched() throws Exception {
        plan("current", "0.2.0");
        assertThat(new Trial(installation.data(), Duration.ofMinutes(5), () -> null).await())
                .isTrue();

        plan("trying", "0.3.0");
        assertThat(new Trial(installation.data(), Duration.ZERO, () -> null).await())
                .isFalse();
        assertThat(folder.resolve("why")).content().contains("org.kithwork.core");
        assertThat(new Trial(installation.data(), Duration.ofMinutes(5), () -> null).await())
                .isFalse();
    }
}
