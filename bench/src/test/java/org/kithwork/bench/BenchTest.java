package org.kithwork.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole run on Derby against a fake of the product; says nothing of times. */
@EnabledOnOs(OS.LINUX)
class BenchTest {

    @Test
    void everyRowHasBothSidesAndNoErrors(@TempDir Path directory) throws IOException {
        Bench.main(new String[] {
            "--db", "derby",
            "--sizes", "1000",
            "--only", "get,create,import,module",
            "--concurrency", "2",
            "--warmup", "0.05",
            "--seconds", "0.1",
            "--rounds", "1",
            "--repeats", "2",
            "--heap", "128m",
            "--archive", fakeArchive(directory).toString(),
            "--work", directory.resolve("work").toString(),
            "--results", directory.resolve("results").toString()
        });

        JsonNode result = result(directory.resolve("results"));
        List<JsonNode> loads = list(result.path("loads"));
        assertThat(loads).hasSize(2 * Scope.values().length * 2);
        assertThat(loads)
                .allSatisfy(row -> assertThat(row.path("errors").asLong())
                        .as(row.toString())
                        .isZero());
        assertThat(list(result.path("figures")))
                .extracting(figure -> figure.path("what").asText())
                .contains("import with 128m heap, after 0", "module install to first answer");
        assertThat(result.path("notes")).isEmpty();
    }

    private static Path fakeArchive(Path directory) throws IOException {
        Path script = directory.resolve("archive/bin/kithwork");
        Files.createDirectories(script.getParent());
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + System.getProperty("java.home")
                        + "/bin/java' -Dsun.net.httpserver.nodelay=true -Xmx$KITHWORK_HEAP -cp '"
                        + System.getProperty("java.class.path") + "' " + FakeProduct.class.getName() + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory.resolve("archive");
    }

    private static JsonNode result(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            Path json = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readTree(json.toFile());
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(array::get)
                .toList();
    }
}
