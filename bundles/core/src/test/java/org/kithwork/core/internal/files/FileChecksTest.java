package org.kithwork.core.internal.files;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.file.CheckedFile;
import org.kithwork.file.spi.FileScanner;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

class FileChecksTest {

    private static final String PNG = "89504e470d0a1a0a0000000d49484452";
    private static final byte[] OLE = HexFormat.of().parseHex("d0cf11e0a1b11ae1" + "00".repeat(504));

    private final FileChecks checks = new FileChecks(settings(1));

    private static FileSettings settings(int mib) {
        return new FileSettings() {

            @Override
            public Class<FileSettings> annotationType() {
                return FileSettings.class;
            }

            @Override
            public int most_mib() {
                return mib;
            }
        };
    }

    private CheckedFile check(String name, byte[] content) throws IOException {
        return checks.check(name, new ByteArrayInputStream(content));
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] ole(String stream) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(OLE);
        bytes.writeBytes(stream.getBytes(UTF_16LE));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d49484452, image/png, png",
        "ffd8ffe000104a464946000101, image/jpeg, jpg",
        "474946383961010001, image/gif, gif",
        "255044462d312e370a, application/pdf, pdf",
        "7b5c727466310a, application/rtf, rtf",
        "494433030000000000, audio/mpeg, mp3",
        "524946462400000057415645666d7420, audio/vnd.wave, wav",
        "e4bda0e5a5bd, text/plain, txt"
    })
    @DisplayName("ARC-18: what a file is, is told by its content, whatever it is called")
    void arc18_byContent(String hex, String type, String extension) throws IOException {
        var file = check("holiday.exe", HexFormat.of().parseHex(hex));

        assertThat(file.type()).isEqualTo(type);
        assertThat(file.name()).isEqualTo("holiday.exe." + extension);
    }

    @Test
    @DisplayName("ARC-18: Office documents are told by what is in them, and are not taken with macros")
    void arc18_office() throws IOException {
        assertThat(check("a", zip("_rels/.rels", "[Content_Types].xml", "word/document.xml"))
                        .name())
                .isEqualTo("a.docx");
        assertThat(check("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"))
                        .type())
                .endsWith("spreadsheetml.sheet");
        assertThat(check("a", ole("WordDocument")).type()).isEqualTo("application/msword");
        assertThat(check("a", ole("Workbook")).name()).isEqualTo("a.xls");

        refused("a.docx", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"));
        refused("a.docx", zip("anything"));
        refused("a.doc", ole("WordDocument_VBA_PROJECT"));
        refused("a.doc", OLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>hello</body></html>",
                "<html><script>alert(1)</script></html>",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "#!/bin/sh\nrm -rf /\n",
                "MZ\u0000\u0001\u0000\u0002\u0003"
            })
    @DisplayName("ARC-18: what a browser or a system would run is not taken, under whatever name")
    void arc18_programs(String content) {
        refused("picture.png", content.getBytes(UTF_8));
        refused("notes.txt", content.getBytes(UTF_8));
    }

    @Test
    @DisplayName("ARC-18: an empty file and one beyond the setting are not taken, one of just its size is")
    void arc18_size() throws IOException {
        refused("a.txt", new byte[0]);
        var text = "a".repeat(1024 * 1024).getBytes(UTF_8);
        assertThat(check("a.txt", text).content()).isEqualTo(text);
        assertThatThrownBy(() -> check("a.txt", ("a".repeat(1024 * 1024) + "b").getBytes(UTF_8)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.TOO_LARGE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd | passwd.txt",
                "C:\\Users\\x\\合同 一.txt | 合同 一.txt",
                "a\u202Etxt.exe | atxt.exe.txt",
                "table.csv | table.csv",
                "... | file.txt",
                ".hidden | hidden.txt"
            })
    @DisplayName("ARC-18: a name is kept but cleaned: no path, no control or direction characters, no other extension")
    void arc18_names(String name, String clean) throws IOException {
        assertThat(check(name, "x,y\n1,2\n".getBytes(UTF_8)).name()).isEqualTo(clean);
    }

    @Test
    @DisplayName("ARC-18: of a long name the beginning and the extension stay, of one with line ends no line end")
    void arc18_longName() throws IOException {
        var name = check("长".repeat(300) + ".txt", "x".getBytes(UTF_8)).name();

        assertThat(name).startsWith("长长").endsWith("长.txt").hasSize(140);
        assertThat(check("a\r\nSet-Cookie: b", "x".getBytes(UTF_8)).name()).isEqualTo("aSet-Cookie b.txt");
        assertThat(check(null, "x".getBytes(UTF_8)).name()).isEqualTo("file.txt");
    }

    @Test
    @DisplayName("ARC-18: each scanner is asked; what one finds is said, and what one fails on is not kept")
    void arc18_scanners() throws IOException {
        var png = HexFormat.of().parseHex(PNG);
        checks.scanners = List.of(new Scanner(Optional.empty()), new Scanner(Optional.empty()));
        assertThat(check("a.png", png).content()).isEqualTo(png);

        checks.scanners = List.of(new Scanner(Optional.empty()), new Scanner(Optional.of("Eicar")));
        assertThatThrownBy(() -> check("a.png", png)).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.faults().get(0).pointer()).isEqualTo("/file");
            assertThat(p.faults().get(0).message().text(Locale.ENGLISH)).contains("test found Eicar");
        });

        for (var failure : List.of(new IOException("down"), new IllegalStateException("defect"))) {
            checks.scanners = List.of(new Scanner(failure));
            assertThatThrownBy(() -> check("a.png", png)).isInstanceOfSatisfying(Problem.class, p -> {
                assertThat(p.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
                assertThat(p.code()).isEqualTo("file-not-scanned");
            });
        }
    }

    private void refused(String name, byte[] content) {
        assertThatThrownBy(() -> check(name, content))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.INVALID));
    }

    /** Finds, or fails with, what it was made with. */
    private record Scanner(Object answer) implements FileScanner {

        @Override
        public String name() {
            return "test";
        }

        @Override
        @SuppressWarnings("unchecked")
        public Optional<String> finding(String type, InputStream content) throws IOException {
            assertThat(content.readAllBytes()).isNotEmpty();
            if (answer instanceof IOException e) {
                throw e;
            }
            if (answer instanceof RuntimeException e) {
                throw e;
            }
            return (Optional<String>) answer;
        }
    }
}
