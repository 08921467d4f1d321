package org.kithwork.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=line";

    private static MultipartReader read(String body) throws IOException {
        return MultipartReader.of(new ByteArrayInputStream(body.getBytes(UTF_8)), TYPE);
    }

    private static String part(String disposition, String content) {
        return "--line\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void partsComeInTheirOrderWithTheirNames() throws IOException {
        var reader = read(part("name=\"a\"", "eins")
                + part("name=\"file\"; filename=\"a \\\"b\\\".txt\"", "zwei")
                + part("name=\"file\"; filename=\"x\"; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf", "")
                + "--line--");

        var first = reader.next().orElseThrow();
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.fileName()).isNull();
        assertThat(first.text(4)).isEqualTo("eins");
        var second = reader.next().orElseThrow();
        assertThat(second.fileName()).isEqualTo("a \"b\".txt");
        var third = reader.next().orElseThrow();
        assertThat(third.fileName()).isEqualTo("合同.pdf");
        assertThat(third.text(4)).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void whatLooksLikeTheBeginningOfABoundaryBelongsToTheContent() throws IOException {
        var random = new Random(7);
        var content = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            content.append("\r\n--lin".charAt(random.nextInt(7)));
        }
        var reader = read(part("name=\"a\"", content.toString()) + "--line--");

        assertThat(reader.next().orElseThrow().body().readAllBytes())
                .isEqualTo(content.toString().getBytes(UTF_8));
    }

    @Test
    void aTextBeyondItsLimitIsTooLarge() throws IOException {
        var part = read(part("name=\"a\"", "12345") + "--line--").next().orElseThrow();

        assertThatThrownBy(() -> part.text(4))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "text/plain"})
    void aTypeWithoutABoundaryIsMalformed(String type) {
        assertThatThrownBy(() -> MultipartReader.of(new ByteArrayInputStream("--line--".getBytes(ISO_8859_1)), type))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nothing", "--line", "--line\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"})
    void aBodyThatEndsTooEarlyIsMalformed(String body) {
        assertThatThrownBy(() -> read(body).next().orElseThrow().body().readAllBytes())
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.MALFORMED));
    }
}
