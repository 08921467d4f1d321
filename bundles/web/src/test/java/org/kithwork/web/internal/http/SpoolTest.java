package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpoolTest {

    private static final byte[] BODY = "13812345678,".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    @Test
    void aLargeBodyComesBackAsItWasAndItsFileTellsNothing() throws Exception {
        var before = files();
        try (var spool = new Spool()) {
            spool.write(BODY, 0, BODY.length);
            assertThat(spool.isInMemory()).isFalse();
            assertThat(spool.open().readAllBytes()).isEqualTo(BODY);
            assertThat(spool.open().readAllBytes()).isEqualTo(BODY);
            var copy = new ByteArrayOutputStream();
            spool.copyTo(copy);
            assertThat(copy.toByteArray()).isEqualTo(BODY);
            var made = files();
            made.removeAll(before);
            assertThat(made).isNotEmpty();
            for (var file : made) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("13812345678");
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    private static Set<Path> files() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".spool")).collect(Collectors.toSet());
        }
    }
}
