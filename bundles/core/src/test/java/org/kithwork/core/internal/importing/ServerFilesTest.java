package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.test.FakeAccess;

class ServerFilesTest {

    private static final Actor CLERK = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000cc", "Clerk");

    @TempDir
    Path folder;

    private final FakeAccess access = new FakeAccess();
    private Path drop;
    private Path secret;
    private ServerFiles files;

    @BeforeEach
    void fill() throws IOException {
        drop = Files.createDirectories(folder.resolve("data/drop"));
        secret = Files.writeString(folder.resolve("secret"), "key");
        Files.writeString(drop.resolve("a.csv"), "a");
        Files.createSymbolicLink(drop.resolve("link"), secret);
        files = new ServerFiles(access, new DataDirectory(folder.resolve("data")));
        access.grant(CLERK, "core:import:create");
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().get(0).message().code())
                                .isEqualTo(code));
    }

    @Test
    void aFileOfTheFolderIsReadByItsName() {
        access.as(CLERK, () -> {
            assertThat(files.readable("a.csv")).hasContent("a");
            assertThat(files.names()).contains("a.csv");
            return null;
        });
    }

    @Test
    void whatLiesElsewhereIsNotReadByAUserOfImportsAlone() {
        access.as(CLERK, () -> {
            refused(() -> files.readable(secret.toString()), "file-elsewhere");
            refused(() -> files.readable("../../secret"), "file-elsewhere");
            refused(() -> files.readable("link"), "file-elsewhere");
            refused(() -> files.readable("none.csv"), "file-unreadable");
            refused(() -> files.created(folder.resolve("new").toString()), "file-elsewhere");
            return null;
        });
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void whoMayConfigureTheShellReadsAndWritesElsewhere() {
        access.grant(CLERK, "core:shell:configure");
        access.as(CLERK, () -> {
            assertThat(files.readable(secret.toString())).hasContent("key");
            assertThat(files.created(folder.resolve("new").toString())).exists();
            return null;
        });
    }

    @Test
    void aNewFileOverwritesNone() {
        access.as(CLERK, () -> {
            assertThat(files.created("b.csv")).isEmptyFile();
            refused(() -> files.created("b.csv"), "file-unwritable");
            return null;
        });
    }
}
