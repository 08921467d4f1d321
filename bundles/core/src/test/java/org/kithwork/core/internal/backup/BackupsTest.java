package org.kithwork.core.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.backup.store.InstallationStore;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.job.JobRequest;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCompany;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BackupsTest {

    private final DatabaseKind kind;
    private final List<JobRequest> jobs = new ArrayList<>();
    private final FakeAccess access = FakeAccess.allowingAll().allowAll(Actor.module("core"));

    @TempDir
    Path folder;

    private BackupFixture here;
    private FakeAudit audit;
    private Backups backups;

    BackupsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        here = new BackupFixture(kind, folder);
        here.fill(3);
        audit = new FakeAudit(here.db.transactions());
        backups = new Backups(
                here.vault,
                new Proofs(here.ring),
                new DataDirectory(here.data),
                here.snapshots,
                access,
                new Backups.Office(
                        here.db.transactions(),
                        audit,
                        request -> {
                            jobs.add(request);
                            return "job";
                        },
                        here.clock));
    }

    @AfterEach
    void stop() {
        here.close();
    }

    private Path file(String name) {
        return here.data.resolve("backups").resolve(name + Backups.ENDING);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("OPS-05: a backup is made, proven, listed and written down in the audit")
    void aBackupIsMadeProvenAndListed() {
        assertThat(backups.create("monday").verifiedAt()).isNull();
        here.clock.advance(Duration.ofMinutes(1));
        assertThat(backups.verify("monday").verifiedAt()).isEqualTo(here.clock.instant());

        assertThat(backups.list()).extracting(Backup::name).containsExactly("monday");
        assertThat(audit.actions()).containsExactly("backup.created", "backup.verified");
        assertRefused(() -> backups.create("monday"), "name-taken");
        assertRefused(() -> backups.create("../monday"), "invalid");
        assertRefused(() -> backups.verify("tuesday"), "not-found");
    }

    @Test
    @DisplayName("OPS-05: a proof holds for the file that was proven, and for no other")
    void aProofHoldsForItsFile() throws Exception {
        backups.create("monday");
        backups.verify("monday");
        backups.requireFresh("monday", "core");
        var file = file("monday");
        var changed = Files.getLastModifiedTime(file);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 9] ^= 4;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, changed);

        assertRefused(() -> backups.requireFresh("monday", "core"), "not-verified");

        backups.create("tuesday");
        Files.copy(file.resolveSibling("monday.verified"), file.resolveSibling("tuesday.verified"));
        assertThat(backups.get("tuesday").verifiedAt()).isNull();
        assertRefused(() -> backups.verify("monday"), "damaged");
    }

    @Test
    @DisplayName("CORE-20: what stands for a purge is there, of today, proven, and holds the module's tables")
    void whatStandsForAPurge() {
        assertRefused(() -> backups.requireFresh("monday", "core"), "unknown");
        backups.create("monday");
        assertRefused(() -> backups.requireFresh("monday", "core"), "not-verified");
        backups.verify("monday");
        backups.requireFresh("monday", "core");
        assertRefused(() -> backups.requireFresh("monday", "loyalty"), "lacks-module");
        here.clock.advance(Duration.ofHours(25));
        assertRefused(() -> backups.requireFresh("monday", "core"), "too-old");
    }

    @Test
    @DisplayName("OPS-05: the schedule keeps its newest and removes none of those that people made")
    void theScheduleKeepsItsNewest() {
        for (var name : List.of("by-me", "nightly-1", "nightly-2", "nightly-3")) {
            backups.create(name);
            here.clock.advance(Duration.ofDays(1));
        }
        backups.prune(2);
        assertThat(backups.list()).as("the newest is not proven").hasSize(4);

        backups.verify("nightly-3");
        backups.prune(2);
        assertThat(backups.list()).extracting(Backup::name).containsExactly("nightly-3", "nightly-2", "by-me");
        assertThat(audit.actions()).endsWith("backup.removed");
    }

    private BackupSchedule schedule(Instant begun, String at) {
        var installation = new InstallationStore(here.db.jpa(), () -> "core") {
            @Override
            public Optional<Instant> begunAt() {
                return Optional.of(begun);
            }
        };
        var leadership = new Leadership(
                new LeaderStore(here.db.jpa(), () -> "core"),
                here.db.transactions(),
                "node",
                true,
                Duration.ZERO,
                Duration.ZERO);
        return new BackupSchedule(backups, installation, new FakeCompany(), leadership, access::as, here.clock, at);
    }

    @Test
    @DisplayName(
            "OPS-05: a backup is asked for once a day, also when its time was slept through, and not on the first day")
    void aBackupIsAskedForOnceADay() {
        var now = here.clock.instant();
        var time = now.minus(Duration.ofHours(3))
                .atZone(new FakeCompany().zone())
                .toLocalTime()
                .withNano(0)
                .toString();
        var young = schedule(now.minus(Duration.ofHours(2)), time);
        young.look();
        young.stop();
        assertThat(jobs).isEmpty();

        var schedule = schedule(now.minus(Duration.ofDays(9)), time);
        schedule.look();
        schedule.look();
        assertThat(jobs).hasSize(1);
        assertThat(String.valueOf(jobs.get(0).data().get("name"))).startsWith("nightly-2026");
        here.clock.advance(Duration.ofDays(1));
        schedule.look();
        schedule.stop();
        assertThat(jobs).hasSize(2);

        var never = schedule(now.minus(Duration.ofDays(9)), "");
        never.look();
        never.stop();
        assertThat(jobs).hasSize(2);
    }

    @Test
    @DisplayName("OPS-05: the age is a warning after 48 hours, or when nothing was proven in a week of use")
    void theAgeIsAWarning() {
        var begun = here.clock.instant();
        var installation = new InstallationStore(here.db.jpa(), () -> "core") {
            @Override
            public Optional<Instant> begunAt() {
                return Optional.of(begun);
            }
        };
        var age = new BackupAge(backups, installation, here.clock);
        assertThat(age.isTooOld()).isFalse();
        here.clock.advance(Duration.ofDays(8));
        assertThat(age.isTooOld()).isTrue();
        backups.create("monday");
        assertThat(age.isTooOld()).isTrue();
        backups.verify("monday");
        assertThat(age.isTooOld()).isFalse();
        here.clock.advance(Duration.ofHours(49));
        assertThat(age.isTooOld()).isTrue();
    }
}
