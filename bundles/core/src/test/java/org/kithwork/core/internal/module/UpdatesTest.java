package org.kithwork.core.internal.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.backup.BackupProblem;
import org.kithwork.core.internal.module.kar.TestCore;
import org.kithwork.core.internal.module.kar.TestKar;
import org.kithwork.core.internal.module.update.PlanFile;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UpdatesTest {

    private static final Updates.Wish NEWEST = new Updates.Wish(null, Map.of());
    private static TestDatabase database;

    @Parameter
    DatabaseKind kind;

    private ModuleFixture kithwork;
    private Updates updates;
    private Path staged;

    @BeforeParameterizedClassInvocation
    static void openDatabase(DatabaseKind kind) {
        database = ModuleFixture.database(kind);
    }

    @AfterParameterizedClassInvocation
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() throws IOException {
        kithwork = new ModuleFixture(database);
        kithwork.start("");
        var system = Files.createDirectories(kithwork.folder.resolve("system"));
        Files.createDirectories(kithwork.folder.resolve("keys"));
        staged = kithwork.folder.resolve("core/staged");
        updates = updates(system);
    }

    private Updates updates(Path system) {
        var cores = new CoreShelf(
                kithwork.folder.resolve("modules/core"),
                system,
                kithwork.framework,
                kithwork.store,
                kithwork.records,
                database.transactions());
        return new Updates(
                kithwork.access,
                database.transactions(),
                new DataDirectory(kithwork.folder),
                cores,
                kithwork.shelf,
                kithwork.store,
                kithwork.registry,
                kithwork.records,
                kithwork.framework,
                new OneBackup(),
                new SequentialIds());
    }

    /** One backup is proven and new enough. */
    private static final class OneBackup implements PurgeGuard {

        @Override
        public void requireFresh(String backup, String module) {
            if (!backup.equals("monday") || !module.equals("core")) {
                throw BackupProblem.conflict("not-verified", backup);
            }
        }

        @Override
        public Optional<Instant> newest() {
            return Optional.of(Instant.parse("2026-01-05T02:30:00Z"));
        }
    }

    @AfterEach
    void close() {
        kithwork.close();
    }

    private void add(TestCore core) {
        try (var content = Files.newInputStream(core.write(kithwork.folder))) {
            updates.add(content, "core.kar");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void installed(TestKar kar, String word) {
        kithwork.add(kar);
        kithwork.modules.install(word, null, Locale.ENGLISH);
    }

    /** A core whose API is of another time. */
    private static TestCore next() {
        return TestCore.of("2.0.0").header("api", "Export-Package", "org.kithwork.customer;version=\"2.0.0\"");
    }

    private static TestKar parcel(String version, String range) {
        return TestKar.of("parcel", version)
                .header("Import-Package", "org.kithwork.customer;version=\"" + range + "\"");
    }

    private static void assertProblem(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("CORE-21: without a newer core there is no plan, and that is said")
    void withoutANewerCoreThereIsNoPlan() {
        var plan = updates.plan(NEWEST);

        assertThat(plan.to()).isNull();
        assertThat(plan.refused()).isTrue();
        assertThat(updates.state().packages()).isEmpty();
    }

    @Test
    @DisplayName("CORE-21: a plan says what changes, the tables, the room and the backup, and changes nothing")
    void aPlanChangesNothing() {
        installed(parcel("1.0.0", "[1.0,3)"), "parcel");
        add(next().file("core", "db/core/changelog.xml", "<x/>"));

        var plan = updates.plan(NEWEST);

        assertThat(plan.reasons()).isEmpty();
        assertThat(plan.from()).isEqualTo("1.0.0");
        assertThat(plan.to()).isEqualTo("2.0.0");
        assertThat(plan.modules()).containsExactly(new UpdatePlan.Step("parcel", "1.0.0", "1.0.0"));
        assertThat(plan.schema()).containsExactly("core");
        assertThat(plan.needed()).isPositive();
        assertThat(plan.free()).isGreaterThan(plan.needed());
        assertThat(plan.backup()).isEqualTo("2026-01-05T02:30:00Z");
        assertThat(plan.restart()).isTrue();
        assertThat(kithwork.folder.resolve("core")).doesNotExist();
        assertThat(kithwork.view("parcel").version()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("CORE-21: a module that does not fit refuses the set until its newer version is here")
    void theNewerModuleIsPartOfTheSet() {
        installed(parcel("1.0.0", "[1.0,2)"), "parcel");
        add(next().header("core", "Kithwork-Modules", "parcel;version=\"[2,3)\""));

        assertThat(updates.plan(NEWEST).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text(Locale.ENGLISH)).contains("parcel", "1.0.0"));
        assertProblem(() -> updates.stage(NEWEST, "monday"), "core-unfit-module");
        assertThat(staged).doesNotExist();

        kithwork.add(parcel("2.0.0", "[2.0,3)"));
        assertProblem(() -> kithwork.modules.update("parcel", null, Locale.ENGLISH), "package-import-version");
        var plan = updates.plan(NEWEST);
        assertThat(plan.reasons()).isEmpty();
        assertThat(plan.modules()).containsExactly(new UpdatePlan.Step("parcel", "1.0.0", "2.0.0"));
    }

    @Test
    @DisplayName("CORE-21: a plan is put aside with its files, their checksums and its audit")
    void aPlanIsPutAside() {
        installed(parcel("1.0.0", "[1.0,2)"), "parcel");
        kithwork.add(parcel("2.0.0", "[2.0,3)"));
        add(next());

        var state = updates.stage(NEWEST, "monday");

        assertThat(state.staged()).isEqualTo(new UpdateState.Staged("2.0.0", Map.of("parcel", "2.0.0")));
        var plan = PlanFile.read(staged);
        assertThat(plan.core()).isEqualTo("2.0.0");
        assertThat(plan.modules()).isEqualTo(Map.of("parcel", "2.0.0"));
        assertThat(kithwork.folder.resolve("core/2.0.0/checksums")).content().contains("kithwork-core-2.0.0.jar");
        assertThat(kithwork.audit.actions()).contains("update.staged");
        assertThat(kithwork.view("parcel").version()).isEqualTo("1.0.0");

        assertThat(updates.cancel().staged()).isNull();
        assertThat(staged).doesNotExist();
        assertThat(kithwork.audit.actions()).contains("update.cancelled");
    }

    @Test
    @DisplayName("CORE-21: a proven backup is asked for, as a purge does")
    void aProvenBackupIsAskedFor() {
        add(next());

        assertProblem(() -> updates.stage(NEWEST, null), "update-needs-backup");
        assertProblem(() -> updates.stage(NEWEST, "sunday"), "not-verified");
        assertThat(staged).doesNotExist();
    }

    @Test
    @DisplayName("CORE-21: an older core, another content under a known version, and an unknown version are refused")
    void whatCannotBeTakenIsRefused() {
        add(next());
        add(next());
        assertThat(updates.state().packages()).containsExactly("2.0.0");
        assertProblem(() -> add(next().header("core", "X", "y")), "package-exists");
        assertProblem(() -> add(TestCore.of("1.0.0")), "package-exists");

        add(TestCore.of("0.9.0"));
        assertThat(updates.state().packages()).containsExactly("2.0.0");
        assertThat(updates.plan(new Updates.Wish("0.9.0", Map.of())).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text(Locale.CHINESE)).contains("0.9.0", "1.0.0"));
        assertThatThrownBy(() -> updates.plan(new Updates.Wish("3.0.0", Map.of())))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> updates.plan(new Updates.Wish("three", Map.of())))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("CORE-21: a package that was changed on the disk is not taken")
    void aChangedPackageIsNotTaken() throws IOException {
        add(next());
        Files.writeString(kithwork.folder.resolve("modules/core/2.0.0/package.kar"), "evil");

        assertThat(updates.state().packages()).isEmpty();
        assertThat(updates.plan(NEWEST).to()).isNull();
    }

    @Test
    @DisplayName("CORE-21: what was taken back is named until somebody has seen it")
    void whatWasTakenBackIsNamed() throws IOException {
        add(next());
        updates.stage(NEWEST, "monday");
        Files.move(staged, staged.resolveSibling("failed"));
        Files.writeString(staged.resolveSibling("why"), "Not everything was up.\n");

        assertThat(updates.state().failed())
                .isEqualTo(new UpdateState.Failed("2.0.0", Map.of(), "Not everything was up."));
        assertThat(updates.cancel().failed()).isNull();
    }

    @Test
    @DisplayName("CORE-21: who may not change modules may not update, and nothing is kept")
    void permissionIsAskedFirst() {
        var viewer = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000bb", "Viewer");
        kithwork.access.grant(viewer, "core:module:view");

        kithwork.access.run(viewer, () -> {
            assertThat(updates.state().core()).isEqualTo("1.0.0");
            assertThatThrownBy(() -> add(next())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> updates.stage(NEWEST, "monday")).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> updates.cancel()).isInstanceOf(Problem.class);
        });
        assertThat(kithwork.folder.resolve("modules/core")).doesNotExist();
    }
}
