package org.kithwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret lies in the sources. */
class SecretsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> MADE = Set.of(".git", "target", "node_modules");
    private static final Set<String> STORES = Set.of("p12", "pfx", "jks", "keystore", "key");
    private static final long LARGEST = 2_000_000;

    /** Each asks for the secret itself: a name or an example of a secret is none. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\\\n|[\\s\"+])*[A-Za-z0-9+/=]{40}"),
            Pattern.compile("\\bkw_[A-Za-z0-9_-]{43}\\b"),
            Pattern.compile("\"keyMaterialType\"\\s*:\\s*\"SYMMETRIC\""),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}\\b"),
            Pattern.compile("(?i)jdbc:postgresql://\\S*[?&]password=[^&\\s\"'<{$]+"));

    @Test
    @DisplayName("S-24: no private key, token or password lies in the sources")
    void s24_noSecrets() throws IOException {
        assertThat(secrets(ROOT)).isEmpty();
    }

    @Test
    @DisplayName("S-24: the scan finds a secret of each kind")
    void s24_finds(@TempDir Path folder) throws IOException {
        var key = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg";
        Files.writeString(folder.resolve("a.pem"), "-----BEGIN " + "PRIVATE KEY-----\n" + key + "\n");
        Files.writeString(folder.resolve("B.java"), "\"-----BEGIN RSA " + "PRIVATE KEY-----\\n\"\n + \"" + key + "\"");
        Files.writeString(
                folder.resolve("c.md"), "curl -H 'Authorization: Bearer kw" + "_" + "aB3-".repeat(10) + "xyz'");
        Files.writeString(folder.resolve("d.json"), "{\"keyMaterialType\" " + ": \"SYMMETRIC\"}");
        Files.writeString(folder.resolve("e.sh"), "export AWS=AKIA" + "ABCDEFGHIJKLMNOP");
        Files.writeString(
                folder.resolve("f.cfg"), "url=jdbc:postgresql" + "://db/kithwork?user=k&password" + "=hunter2");
        Files.writeString(folder.resolve("g.txt"), "ghp" + "_" + "a1".repeat(18));
        Files.write(folder.resolve("h.p12"), new byte[] {1});
        Files.writeString(folder.resolve("fine.md"), "-----BEGIN " + "PRIVATE KEY-----\n…\nkw_xxx password=secret");

        assertThat(secrets(folder)).hasSize(8).noneMatch(found -> found.startsWith("fine"));
    }

    private static List<String> secrets(Path root) throws IOException {
        var found = new ArrayList<String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return MADE.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = root.relativize(file).toString();
                if (STORES.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    found.add(name);
                } else if (attributes.size() < LARGEST) {
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    SECRETS.stream()
                            .filter(secret -> secret.matcher(text).find())
                            .forEach(secret -> found.add(name + " " + secret));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
