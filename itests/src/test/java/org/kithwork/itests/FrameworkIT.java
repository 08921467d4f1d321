package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.Constants;

/** The archive in Pax Exam: it starts in a foreign container as well, and takes a bundle that is none of its own. */
class FrameworkIT {

    @RegisterExtension
    static final PaxExamAssembly KITHWORK = new PaxExamAssembly("archives");

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void awaitReady() {
        var http = HttpClient.newHttpClient();
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(
                                        HttpRequest.newBuilder(KITHWORK.uri("/health/ready"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Test
    void beforeSetUpNothingButSetUpAnswers() throws Exception {
        assertThat(get("/api/v1/setup").body()).contains("\"required\":true");
        assertThat(get("/api/v1/customers").statusCode()).isEqualTo(503);
        assertThat(get("/api/v1/archives/purchases").statusCode()).isEqualTo(503);
    }

    @Test
    void aForeignBundleTouchesNothing() throws Exception {
        KITHWORK.install("foreign", bundle("foreign"));

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/setup").statusCode()).isEqualTo(200);
    }

    @Test
    void jettyHasThePackagesOfItsWeaverBeforeItStarts() throws Exception {
        KITHWORK.install("wires", bundle("wires", JettyWires.class));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(KITHWORK.uri(path)).build(), BodyHandlers.ofString());
    }

    private static InputStream bundle(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest(name)).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** With an activator that stands by itself. */
    private static InputStream bundle(String name, Class<? extends BundleActivator> activator) throws IOException {
        var manifest = manifest(name);
        manifest.getMainAttributes().putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        var path = activator.getName().replace('.', '/') + ".class";
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest);
                var code = FrameworkIT.class.getClassLoader().getResourceAsStream(path)) {
            jar.putNextEntry(new JarEntry(path));
            code.transferTo(jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest(String name) {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        main.putValue(
                Constants.IMPORT_PACKAGE,
                "org.osgi.framework,org.osgi.framework.wiring,org.osgi.framework.namespace,org.osgi.resource");
        return manifest;
    }
}
