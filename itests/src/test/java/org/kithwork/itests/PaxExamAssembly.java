package org.kithwork.itests;

import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * The archive in Pax Exam's Karaf container for the tests of a class, started by Kithwork's own launcher. Unlike
 * {@link KithworkProcess} it can put a bundle into the framework while it runs; it cannot start again on its data.
 */
final class PaxExamAssembly implements BeforeAllCallback, AfterAllCallback {
    private static final Duration START = Duration.ofMinutes(3);

    private final String modules;
    private final int httpPort = KithworkProcess.freePort();
    private @Nullable Path directory;
    private @Nullable ExamSystem system;
    private @Nullable TestContainer container;

    /** Boots with these modules, separated by commas. */
    PaxExamAssembly(String modules) {
        this.modules = modules;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("kithwork-pax-exam");
        system = PaxExamRuntime.createTestSystem(
                karafDistributionConfiguration()
                        .frameworkUrl(Path.of(System.getProperty("kithwork.archive"))
                                .toUri()
                                .toString())
                        .karafVersion("4.4.10")
                        .karafMain("org.kithwork.launcher.Launcher")
                        .unpackDirectory(directory.toFile())
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole(),
                doNotModifyLogConfiguration(),
                systemTimeout(START.toMillis()),
                vmOptions(KithworkProcess.SHORT_LIVED.split(" ")),
                environment("KITHWORK_HTTP_PORT=" + httpPort),
                environment("KITHWORK_SSH_PORT=" + KithworkProcess.freePort()),
                environment("KITHWORK_MODULES=" + modules),
                // The archive looks nowhere for bundles but in itself; Pax Exam's own lie with Maven.
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("kithwork.repository")));
        container = PaxExamRuntime.createContainer(system);
        container.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (container != null) {
            container.stop();
        }
        if (system != null) {
            system.clear();
        }
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** Installs and starts a bundle inside. */
    void install(String location, InputStream bundle) {
        if (container == null) {
            throw new IllegalStateException("Kithwork was not started.");
        }
        container.install(location, bundle);
    }
}
