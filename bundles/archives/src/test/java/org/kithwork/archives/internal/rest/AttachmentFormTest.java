package org.kithwork.archives.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.archives.internal.AttachmentDraft;
import org.kithwork.file.CheckedFile;
import org.kithwork.file.FileCheck;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

class AttachmentFormTest {

    private static final String TYPE = "multipart/form-data; boundary=line";

    private final FileCheck check = (name, content) -> new CheckedFile("" + name, "text/plain", content.readAllBytes());

    private AttachmentDraft read(String... parts) {
        var body = String.join("", parts) + "--line--";
        return AttachmentForm.read(new ByteArrayInputStream(body.getBytes(UTF_8)), TYPE, "c", check);
    }

    private static String part(String name, String content) {
        return "--line\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name + ".txt\"\r\n\r\n"
                + content + "\r\n";
    }

    @Test
    @DisplayName("ARC-18: a form has a file, and may say whom it is meant for, in any order")
    void arc18_form() {
        var draft = read(part("visibility", "TEAM"), part("file", "hello"));

        assertThat(draft.customerId()).isEqualTo("c");
        assertThat(draft.visibility()).isEqualTo("TEAM");
        assertThat(draft.file().name()).isEqualTo("file.txt");
        assertThat(draft.file().content()).asString(UTF_8).isEqualTo("hello");
        assertThat(read(part("file", "x")).visibility()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "visibility", "file,file", "file,other"})
    @DisplayName("ARC-18: a form without a file, with two, or with an unknown part is refused")
    void arc18_malformed(String names) {
        var parts = names.isEmpty()
                ? new String[0]
                : java.util.stream.Stream.of(names.split(","))
                        .map(name -> part(name, "x"))
                        .toArray(String[]::new);
        assertThatThrownBy(() -> read(parts))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    @DisplayName(
            "ARC-18: a file is handed out to be saved, under its name for whoever knows UTF-8, without a way out of"
                    + " the header")
    void arc18_disposition() {
        assertThat(AttachmentsResource.disposition("合同 1.pdf"))
                .isEqualTo("attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf");
        assertThat(AttachmentsResource.disposition("a\"\r\nX: y;.txt"))
                .doesNotContain("\r", "\n")
                .doesNotContain("\"a\"");
    }
}
