package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestFolder;

class DropFoldersTest {

    private final FixedClock clock = FixedClock.in2026();
    private final SequentialIds ids = new SequentialIds("d");
    private final Path data = TestFolder.create();
    private final DropDesk drop = new DropDesk(new DataDirectory(data), ids, clock);
    private Path folder = data;

    @BeforeEach
    void made() {
        drop.create("pos");
        folder = data.resolve("drop").resolve("pos");
    }

    private void wait10() {
        clock.advance(Duration.ofSeconds(11));
    }

    @Test
    @DisplayName("IMP-16: a file is offered when it has stood still, and not while it grows")
    void growing() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), "one");
        assertThat(drop.complete("pos")).isEmpty();
        wait10();
        Files.writeString(file, "one, two");
        assertThat(drop.complete("pos")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(drop.complete("pos")).isEmpty();
        wait10();
        assertThat(drop.complete("pos")).containsExactly("a.csv");
    }

    @Test
    @DisplayName("IMP-16: half-written names, hidden files, folders and links are never offered")
    void notOffered() throws IOException {
        for (var name : new String[] {"a.csv.part", "b.TMP", "c.csv.filepart", ".d.csv"}) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectory(folder.resolve("e.csv"));
        var outside = Files.writeString(data.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("f.csv"), outside);
        Files.writeString(folder.resolve("g.csv"), "x");
        drop.complete("pos");
        wait10();

        assertThat(drop.complete("pos")).containsExactly("g.csv");

        assertThat(drop.take("pos", "f.csv")).isNull();
        assertThat(Files.readString(outside)).isEqualTo("s");
        assertThat(drop.taken("pos")).isEmpty();
    }

    @Test
    @DisplayName("IMP-16: of several who take a file one gets it")
    void takenOnce() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x");
        var other = new DropDesk(new DataDirectory(data), new SequentialIds("e"), clock);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> (i % 2 == 0 ? drop : other).take("pos", "a.csv") != null)
                    .toList();
            var got = 0;
            for (var result : pool.invokeAll(tries)) {
                got += result.get() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(drop.taken("pos")).hasSize(1);
    }

    @Test
    @DisplayName(
            "IMP-16: a file that was taken is put away whole, with a report beside it, and one of the same name beside that")
    void putAway() throws IOException {
        for (var content : new String[] {"first", "second"}) {
            Files.writeString(folder.resolve("a.csv"), content);
            var taken = Objects.requireNonNull(drop.take("pos", "a.csv"));
            var name = String.valueOf(taken.getFileName());
            assertThat(drop.taken("pos")).containsExactly(name);
            assertThat(Files.readString(drop.open("pos", name))).isEqualTo(content);
            drop.put(
                    "pos",
                    name,
                    content.equals("first"),
                    out -> out.write(("about " + content).getBytes(StandardCharsets.UTF_8)));
            var there = folder.resolve(content.equals("first") ? "done" : "failed");
            assertThat(Files.readString(there.resolve(name))).isEqualTo(content);
            assertThat(Files.readString(there.resolve(name + ".report.csv"))).isEqualTo("about " + content);
        }
        assertThat(drop.taken("pos")).isEmpty();
    }

    @Test
    @DisplayName("IMP-16: no name leads out of the folder")
    void names() throws IOException {
        Files.writeString(data.resolve("drop").resolve("x.csv"), "x");
        for (var name : new String[] {"..", "../pos", "a/b", "", "A", "/etc", ".taken"}) {
            assertThatThrownBy(() -> drop.create(name)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(drop.take("pos", "../x.csv")).isNull();
        assertThat(drop.take("pos", "/etc/passwd")).isNull();
        assertThatThrownBy(() -> drop.open("pos", "../../x.csv")).isInstanceOf(RuntimeException.class);
        Files.createSymbolicLink(data.resolve("drop").resolve("link"), data);
        assertThat(drop.complete("link")).isEmpty();
        wait10();
        assertThat(drop.complete("link")).isEmpty();
        assertThatThrownBy(() -> drop.taken("link")).isInstanceOf(RuntimeException.class);
    }
}
