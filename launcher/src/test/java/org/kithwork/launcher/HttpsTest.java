package org.kithwork.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {

    private static final String ENABLE = "org.apache.felix.https.enable";
    private static final String PLAIN = "org.apache.felix.http.enable";

    @TempDir
    private Path keys;

    @BeforeEach
    @AfterEach
    void forget() {
        System.clearProperty(ENABLE);
        System.clearProperty(PLAIN);
    }

    private String prepare(Map<String, String> environment) throws IOException {
        return new Https(keys, environment::get).prepare();
    }

    @Test
    @DisplayName("S-25: on this machine alone there is plain HTTP and no certificate")
    void s25Loopback() throws IOException {
        assertThat(prepare(Map.of())).isEmpty();
        assertThat(prepare(Map.of("KITHWORK_BIND", "127.0.0.2"))).isEmpty();
        assertThat(System.getProperty(ENABLE)).isNull();
        assertThat(keys).isEmptyDirectory();
    }

    @Test
    @DisplayName("S-25: open to the network there is HTTPS alone, with a certificate that is made once and its owner's")
    void s25SelfSigned() throws IOException {
        var first = prepare(Map.of("KITHWORK_BIND", "0.0.0.0"));
        assertThat(first).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(System.getProperty(ENABLE)).isEqualTo("true");
        assertThat(System.getProperty(PLAIN)).isEqualTo("false");
        assertThat(System.getProperty("org.apache.felix.https.jetty.protocols.included"))
                .isEqualTo("TLSv1.3,TLSv1.2");
        try (var files = Files.list(keys)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }

        assertThat(prepare(Map.of("KITHWORK_BIND", "::"))).isEqualTo(first);
    }

    @Test
    @DisplayName("S-25: it carries the names by which people call")
    void s25Names() throws Exception {
        var identity = Certificates.selfSigned(keys, Set.of("localhost", "192.0.2.7", "crm.example"));
        assertThat(((X509Certificate) identity.chain()[0]).getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("localhost", "192.0.2.7", "crm.example");
    }

    @Test
    @DisplayName("S-25: a configured certificate is used, also on this machine; one without its key is refused")
    void s25Configured() throws Exception {
        var identity = Certificates.selfSigned(keys, Set.of("crm.example"));
        var mime = Base64.getMimeEncoder();
        var certificate = Files.writeString(
                keys.resolve("cert.pem"),
                "-----BEGIN CERTIFICATE-----\n" + mime.encodeToString(identity.chain()[0].getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        var key = Files.writeString(
                keys.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + mime.encodeToString(identity.key().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        var both = Map.of("KITHWORK_TLS_CERT", certificate.toString(), "KITHWORK_TLS_KEY", key.toString());
        assertThat(prepare(both)).isNotEmpty();
        assertThat(System.getProperty(ENABLE)).isEqualTo("true");
        assertThatExceptionOfType(Installation.Refused.class)
                .isThrownBy(() -> prepare(Map.of("KITHWORK_TLS_CERT", certificate.toString())));
        assertThatExceptionOfType(Installation.Refused.class)
                .isThrownBy(() -> prepare(Map.of(
                        "KITHWORK_TLS_CERT", certificate.toString(), "KITHWORK_TLS_KEY", certificate.toString())));
    }
}
