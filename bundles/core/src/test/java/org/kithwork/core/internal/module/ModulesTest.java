package org.kithwork.core.internal.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
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
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.kar.TestKar;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ModulesTest {

    private static TestDatabase database;

    @Parameter
    DatabaseKind kind;

    private ModuleFixture kithwork;

    @BeforeParameterizedClassInvocation
    static void openDatabase(DatabaseKind kind) {
        database = ModuleFixture.database(kind);
    }

    @AfterParameterizedClassInvocation
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        kithwork = new ModuleFixture(database);
        kithwork.builtIn(TestKar.of("archives", "0.1.0"), "archives", "0.1.0");
        kithwork.start("");
    }

    @AfterEach
    void close() {
        kithwork.close();
    }

    private void install(String word) {
        kithwork.modules.install(word, null, Locale.ENGLISH);
    }

    private static void assertProblem(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("S-28: a module's records of customers are told by their column, on both databases")
    void recordsOfCustomersAreToldByTheirColumn() {
        kithwork.sql("CREATE TABLE parcel_depot (id VARCHAR(36) NOT NULL PRIMARY KEY)");
        assertThat(kithwork.tables.ofCustomers("parcel")).isEmpty();

        kithwork.sql("CREATE TABLE parcel_box (id VARCHAR(36) NOT NULL PRIMARY KEY, customer_id VARCHAR(36))");
        assertThat(kithwork.tables.ofCustomers("parcel")).contains("parcel_box");
        assertThat(kithwork.tables.ofCustomers("parc")).isEmpty();

        kithwork.tables.drop("parcel");
    }

    @Test
    void aModuleOfTheDistributionNeedsNoPackage() {
        assertThat(kithwork.view("archives").state()).isEqualTo(State.AVAILABLE);
        assertThat(kithwork.view("archives").builtIn()).isTrue();

        install("archives");

        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);
        assertThat(kithwork.view("archives").desired()).isEqualTo(Desired.RUNNING);
        assertThat(kithwork.host.installed).containsEntry("archives", "0.1.0");
        assertThat(kithwork.audit.actions()).containsExactly("module.installed");
    }

    @Test
    @DisplayName("CORE-22: a module serves only after it has caught up")
    void itServesOnlyAfterItHasCaughtUp() {
        install("archives");

        assertThat(kithwork.doors.calls)
                .containsExactly("hold archives", "catch up archives", "await archives", "open archives");
    }

    @Test
    void anEndpointThatIsNotServedIsShownAsAProblem() {
        kithwork.doors.unserved.add("archives");

        install("archives");

        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);
        assertThat(kithwork.view("archives").problem()).contains("endpoints");
    }

    @Test
    void whatItMissedKeepsItOutUntilItIsDone() {
        kithwork.doors.behind.add("archives");

        assertProblem(() -> install("archives"), "module-failed");

        assertThat(kithwork.view("archives").state()).isEqualTo(State.FAILED);
        assertThat(kithwork.doors.calls).doesNotContain("open archives");
    }

    @Test
    void anAddedPackageIsListedAndInstalled() {
        var added = kithwork.add(TestKar.of("parcel", "1.0.0"));

        assertThat(added.state()).isEqualTo(State.AVAILABLE);
        assertThat(added.packages()).containsExactly("1.0.0");
        install("parcel");
        assertThat(kithwork.host.installed).containsEntry("parcel", "1.0.0");
        assertThat(kithwork.audit.actions()).containsExactly("module.package-added", "module.installed");
    }

    @Test
    void aPackageNeverChanges() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));

        assertThat(kithwork.add(TestKar.of("parcel", "1.0.0")).packages()).containsExactly("1.0.0");
        assertProblem(() -> kithwork.add(TestKar.of("parcel", "1.0.0").file("more", "x")), "package-exists");
        assertProblem(() -> kithwork.add(TestKar.of("archives", "0.1.0")), "package-exists");
        assertThat(kithwork.folder.resolve("modules/parcel")).isDirectoryContaining("glob:**/1.0.0");
        assertThat(kithwork.folder.resolve("modules")).isDirectoryNotContaining("glob:**/.incoming-*");
    }

    @Test
    void aRefusedPackageLeavesNothingBehind() {
        assertProblem(
                () -> kithwork.add(TestKar.of("parcel", "1.0.0").extra("META-INF/../x", new byte[1])),
                "package-entry-name");
        assertThat(kithwork.folder.resolve("modules")).isEmptyDirectory();
        assertThat(kithwork.audit.actions()).isEmpty();
    }

    @Test
    void aPackageThatWasChangedOnTheMachineIsNotUsed() throws Exception {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("parcel");
        var kar = kithwork.folder.resolve("modules/parcel/1.0.0/package.kar");
        Files.writeString(kar, "x", StandardCharsets.UTF_8);

        kithwork.host.installed.clear();
        kithwork.boot();
        kithwork.start("");

        assertThat(kithwork.view("parcel").state()).isEqualTo(State.FAILED);
        assertThat(kithwork.view("parcel").problem()).contains("not on this machine any more");
        assertThat(kithwork.host.installed).isEmpty();
    }

    @Test
    void theSameModulesComeBackWhenTheCacheIsWiped() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("archives");
        install("parcel");
        kithwork.add(TestKar.of("desk", "1.0.0"));
        install("desk");
        kithwork.modules.stop("desk", Locale.ENGLISH);

        kithwork.host.installed.clear();
        kithwork.boot();
        kithwork.start("desk");

        assertThat(kithwork.host.installed).containsOnlyKeys("archives", "parcel");
        assertThat(kithwork.view("parcel").state()).isEqualTo(State.RUNNING);
        assertThat(kithwork.view("desk").state()).isEqualTo(State.STOPPED);
    }

    @Test
    void everyVersionThatWasAddedIsThereAfterAStart() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        kithwork.add(TestKar.of("parcel", "1.1.0"));

        kithwork.boot();
        kithwork.start("");

        assertThat(kithwork.view("parcel").packages()).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void theEnvironmentChoosesOnAnEmptyDatabaseAlone() {
        try (var fresh = new ModuleFixture(database)) {
            fresh.builtIn(TestKar.of("archives", "0.1.0"), "archives", "0.1.0");
            fresh.start("archives, unknown");
            assertThat(fresh.view("archives").state()).isEqualTo(State.RUNNING);

            fresh.modules.remove("archives", false, null, Locale.ENGLISH);
            fresh.host.installed.clear();
            fresh.boot();
            fresh.start("archives");
            assertThat(fresh.view("archives").state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void anEmptyChoiceIsAChoiceAsWell() {
        kithwork.boot();
        kithwork.start("archives");
        assertThat(kithwork.view("archives").state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void whatTheContainerHasAndNobodyWantsIsTakenOut() {
        kithwork.host.installed.put("archives", "0.1.0");
        kithwork.boot();
        kithwork.start("");

        assertThat(kithwork.host.installed).isEmpty();
    }

    @Test
    void aNewDistributionBringsItsModules() {
        install("archives");
        kithwork.host.builtIns.clear();
        kithwork.builtIn(TestKar.of("archives", "0.2.0"), "archives", "0.2.0");
        kithwork.boot();
        kithwork.start("");

        assertThat(kithwork.host.installed).containsEntry("archives", "0.2.0");
        assertThat(kithwork.view("archives").version()).isEqualTo("0.2.0");
    }

    @Test
    void aModuleThatDoesNotStartIsListedWithItsReason() {
        kithwork.host.unhealthy.add("archives 0.1.0");

        assertProblem(() -> install("archives"), "module-failed");

        var view = kithwork.view("archives");
        assertThat(view.state()).isEqualTo(State.FAILED);
        assertThat(view.problem()).contains("Ledger");
        assertThat(kithwork.modules.get("archives", Locale.CHINESE).problem()).contains("组件 Ledger 启动失败");
        assertThat(kithwork.host.installed).isEmpty();
        assertThat(kithwork.audit.actions()).containsExactly("module.installed", "module.failed");

        kithwork.host.unhealthy.clear();
        kithwork.modules.start("archives", Locale.ENGLISH);
        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);
        assertThat(kithwork.view("archives").problem()).isNull();
    }

    @Test
    void whatNeverCameUpMayBeTriedInAnotherVersion() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        kithwork.add(TestKar.of("parcel", "1.1.0"));
        kithwork.host.unhealthy.add("parcel 1.1.0");
        assertProblem(() -> install("parcel"), "module-failed");

        kithwork.modules.install("parcel", "1.0.0", Locale.ENGLISH);

        assertThat(kithwork.view("parcel").version()).isEqualTo("1.0.0");
        assertThat(kithwork.view("parcel").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void anUpdateReplacesTheModuleBehindClosedDoors() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("parcel");
        kithwork.add(TestKar.of("parcel", "1.1.0"));
        kithwork.doors.calls.clear();

        var outcome = kithwork.modules.update("parcel", null, Locale.ENGLISH);

        assertThat(outcome.module().version()).isEqualTo("1.1.0");
        assertThat(outcome.module().packages()).containsExactly("1.1.0", "1.0.0");
        assertThat(kithwork.host.installed).containsEntry("parcel", "1.1.0");
        assertThat(kithwork.doors.calls)
                .containsExactly("close parcel", "hold parcel", "catch up parcel", "await parcel", "open parcel");
        assertProblem(() -> kithwork.modules.update("parcel", "1.0.0", Locale.ENGLISH), "version-not-newer");
    }

    @Test
    void aFailedUpdateLeavesTheOldVersionRunning() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("parcel");
        kithwork.add(TestKar.of("parcel", "1.1.0"));
        kithwork.host.unhealthy.add("parcel 1.1.0");

        assertProblem(() -> kithwork.modules.update("parcel", null, Locale.ENGLISH), "update-failed");

        var view = kithwork.view("parcel");
        assertThat(view.state()).isEqualTo(State.RUNNING);
        assertThat(view.version()).isEqualTo("1.0.0");
        assertThat(view.problem()).contains("1.1.0", "Ledger");
        assertThat(kithwork.modules.get("parcel", Locale.CHINESE).problem()).contains("已恢复运行版本 1.0.0", "Ledger");
        assertThat(kithwork.host.installed).containsEntry("parcel", "1.0.0");
    }

    @Test
    void aStoppedModuleStaysStoppedAndStartsAgain() {
        install("archives");
        kithwork.doors.calls.clear();

        kithwork.modules.stop("archives", Locale.ENGLISH);
        assertThat(kithwork.view("archives").state()).isEqualTo(State.STOPPED);
        assertThat(kithwork.doors.calls).containsExactly("close archives");
        assertThat(kithwork.host.installed).isEmpty();
        assertProblem(() -> kithwork.modules.stop("archives", Locale.ENGLISH), "not-running");

        kithwork.modules.start("archives", Locale.ENGLISH);
        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);
        assertProblem(() -> kithwork.modules.start("archives", Locale.ENGLISH), "already-running");
    }

    @Test
    void removingKeepsTheData() {
        install("archives");
        kithwork.sql("CREATE TABLE archives_purchase (id VARCHAR(36) NOT NULL PRIMARY KEY)");

        kithwork.modules.remove("archives", false, null, Locale.ENGLISH);

        assertThat(kithwork.view("archives").state()).isEqualTo(State.AVAILABLE);
        assertThat(kithwork.view("archives").desired()).isEqualTo(Desired.REMOVED);
        assertThat(kithwork.view("archives").hasData()).isTrue();
        assertProblem(() -> kithwork.modules.remove("archives", false, null, Locale.ENGLISH), "not-installed");
        kithwork.sql("DROP TABLE archives_purchase");
    }

    @Test
    @DisplayName("CORE-20: purging needs a backup, and takes all that is the module's")
    void purgingNeedsABackupAndTakesAllThatIsTheModules() {
        install("archives");
        kithwork.sql(
                "CREATE TABLE archives_purchase (id VARCHAR(36) NOT NULL PRIMARY KEY)",
                "CREATE TABLE archives_line (id VARCHAR(36) NOT NULL PRIMARY KEY, purchase_id VARCHAR(36),"
                        + " CONSTRAINT archives_line_fk FOREIGN KEY (purchase_id) REFERENCES archives_purchase (id))",
                "CREATE TABLE archives_schema_log (id VARCHAR(36))",
                "CREATE SEQUENCE archives_number",
                "CREATE TABLE archivesx_other (id VARCHAR(36))",
                "CREATE TABLE kithwork_schema (module VARCHAR(20) NOT NULL PRIMARY KEY, hash VARCHAR(64))",
                "INSERT INTO kithwork_schema VALUES ('archives', 'x'), ('archivesx', 'y')",
                "INSERT INTO core_default_grant (permission, role_word) VALUES ('archives:purchase:view', 'owner')",
                "INSERT INTO core_default_grant (permission, role_word) VALUES ('core:customer:view', 'owner')");

        assertProblem(() -> kithwork.modules.remove("archives", true, " ", Locale.ENGLISH), "purge-needs-backup");
        assertProblem(() -> kithwork.modules.remove("archives", true, "monday", Locale.ENGLISH), "not-verified");
        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);

        kithwork.modules.remove("archives", true, "backup-2026-05-01", Locale.ENGLISH);

        assertThat(kithwork.view("archives").hasData()).isFalse();
        assertThat(kithwork.doors.calls).contains("forget archives");
        assertThat(kithwork.audit.actions()).endsWith("module.removed", "module.purged");
        assertThat(kithwork.audit
                        .entries()
                        .get(kithwork.audit.entries().size() - 1)
                        .detail())
                .containsEntry("backup", "backup-2026-05-01");
        kithwork.sql("DROP TABLE archivesx_other", "CREATE SEQUENCE archives_number");
        assertThat(count("kithwork_schema")).isEqualTo(1);
        assertThat(count("core_default_grant")).isEqualTo(1);
        kithwork.sql("DROP TABLE kithwork_schema", "DELETE FROM core_default_grant");
    }

    @Test
    void dataThatWasLeftCanBePurgedLater() {
        install("archives");
        kithwork.sql("CREATE TABLE archives_purchase (id VARCHAR(36) NOT NULL PRIMARY KEY)");
        kithwork.modules.remove("archives", false, null, Locale.ENGLISH);

        kithwork.modules.remove("archives", true, "backup-monday", Locale.ENGLISH);

        assertThat(kithwork.view("archives").hasData()).isFalse();
    }

    private long count(String table) {
        return kithwork.database
                .transactions()
                .call(() -> kithwork.database
                        .jpa()
                        .txExpr(
                                org.apache.aries.jpa.template.TransactionType.Required,
                                em -> ((Number) em.createNativeQuery("SELECT COUNT(*) FROM " + table)
                                                .getSingleResult())
                                        .longValue()));
    }

    @Test
    void theFirstUseOfAModuleThatIsNotHereIsRefused() {
        assertProblem(() -> install("nothing"), "module-unknown");
        assertProblem(() -> kithwork.modules.install("archives", "9.9.9", Locale.ENGLISH), "version-unknown");
        install("archives");
        assertProblem(() -> install("archives"), "already-installed");
    }

    @Test
    void aPlanNamesWhatItTouchesAndChangesNothing() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));

        var plan = kithwork.modules.plan(Plan.Action.INSTALL, "parcel", null);

        assertThat(plan.refused()).isFalse();
        assertThat(plan.bundles()).containsExactly(new Plan.Step("org.kithwork.parcel", "1.0.0", Plan.Effect.INSTALL));
        assertThat(kithwork.host.calls).isEmpty();
    }

    @Test
    @DisplayName("CORE-23: a plan that would restart another module is refused")
    void aPlanThatWouldRestartAnotherModuleIsRefused() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("parcel");
        kithwork.add(TestKar.of("parcel", "1.1.0"));
        kithwork.framework.parts.add(new FrameworkView.Part(7, "org.kithwork.parcel", "1.0.0", true));
        kithwork.framework.parts.add(new FrameworkView.Part(8, "org.kithwork.archives", "0.1.0", true));
        kithwork.framework.parts.add(new FrameworkView.Part(9, "org.kithwork.core", "0.1.0", true));
        kithwork.framework.users.put(7L, Set.of(9L));

        var fine = kithwork.modules.plan(Plan.Action.UPDATE, "parcel", null);
        assertThat(fine.refused()).isFalse();
        assertThat(fine.bundles()).containsExactly(new Plan.Step("org.kithwork.parcel", "1.0.0", Plan.Effect.UPDATE));

        kithwork.framework.closures.put(7L, Set.of(7L, 8L));
        var refused = kithwork.modules.plan(Plan.Action.UPDATE, "parcel", null);
        assertThat(refused.refused()).isTrue();
        assertThat(refused.dependents()).containsExactly("org.kithwork.archives");
        assertThat(refused.bundles()).contains(new Plan.Step("org.kithwork.archives", "0.1.0", Plan.Effect.REFRESH));
        assertProblem(() -> kithwork.modules.update("parcel", null, Locale.ENGLISH), "would-restart");
        assertThat(kithwork.host.installed).containsEntry("parcel", "1.0.0");
    }

    @Test
    @DisplayName("CORE-21: what cannot be resolved is refused before anything stops")
    void whatCannotBeResolvedIsRefusedBeforeAnythingStops() {
        kithwork.add(TestKar.of("parcel", "1.0.0"));
        install("parcel");
        kithwork.add(TestKar.of("parcel", "1.1.0"));
        kithwork.host.uninstallable.add("parcel 1.1.0");
        kithwork.doors.calls.clear();

        assertProblem(() -> kithwork.modules.update("parcel", null, Locale.ENGLISH), "not-resolvable");

        assertThat(kithwork.doors.calls).isEmpty();
    }

    @Test
    void withoutTheRightNothingIsShownOrDone() {
        kithwork.access.revoke(FakeAccess.SOMEBODY);
        assertProblem(() -> kithwork.modules.list(Locale.ENGLISH), "forbidden");
        assertProblem(() -> install("archives"), "forbidden");
        assertProblem(() -> kithwork.modules.plan(Plan.Action.STOP, "archives", null), "forbidden");
        kithwork.access.grant(FakeAccess.SOMEBODY, "core:module:view");
        assertThat(kithwork.modules.list(Locale.ENGLISH)).hasSize(1);
        assertProblem(() -> kithwork.modules.stop("archives", Locale.ENGLISH), "forbidden");
        assertProblem(() -> kithwork.modules.remove("archives", false, null, Locale.ENGLISH), "forbidden");
        assertProblem(() -> kithwork.add(TestKar.of("parcel", "1.0.0")), "forbidden");
    }

    @Test
    void whatIsDoneByHandIsNoticed() {
        kithwork.host.installed.put("archives", "0.1.0");
        kithwork.framework.parts.add(new FrameworkView.Part(7, "org.kithwork.archives", "0.1.0", true));
        kithwork.notice.featureInstalled("archives", "0.1.0");
        kithwork.settle();
        assertThat(kithwork.view("archives").state()).isEqualTo(State.RUNNING);
        assertThat(kithwork.view("archives").desired()).isEqualTo(Desired.RUNNING);

        kithwork.framework.parts.clear();
        kithwork.notice.stopped("archives");
        assertThat(kithwork.view("archives").state()).isEqualTo(State.STOPPED);

        kithwork.host.installed.clear();
        kithwork.notice.featureUninstalled("archives");
        kithwork.settle();
        assertThat(kithwork.view("archives").state()).isEqualTo(State.AVAILABLE);
        assertThat(kithwork.view("archives").desired()).isEqualTo(Desired.REMOVED);
    }

    @Test
    void aModuleIsReadyOnceTheStartHasSeenToIt() {
        var readiness = new ModuleReadiness(kithwork.registry);
        assertThat(readiness.waitsFor()).isEmpty();
        kithwork.boot();
        assertThat(new ModuleReadiness(kithwork.registry).waitsFor()).isPresent();
    }
}
