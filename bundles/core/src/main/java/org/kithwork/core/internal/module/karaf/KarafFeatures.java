package org.kithwork.core.internal.module.karaf;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.FeaturesService.Option;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.FeatureHost;
import org.kithwork.core.internal.module.ModulePackage;
import org.kithwork.core.internal.module.ModuleWord;
import org.kithwork.core.internal.module.kar.KarReader;
import org.kithwork.problem.Message;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Karaf's features. Never does it refresh other bundles: a module exports nothing, so there is nothing to refresh, and
 * Karaf would count optional services as a reason.
 */
@Component(service = FeatureHost.class)
public final class KarafFeatures implements FeatureHost {

    private static final Logger LOGGER = LoggerFactory.getLogger(KarafFeatures.class);
    private static final EnumSet<Option> QUIETLY = EnumSet.of(Option.NoAutoRefreshBundles);
    private static final EnumSet<Option> TRY = EnumSet.of(Option.NoAutoRefreshBundles, Option.Simulate, Option.Upgrade);
    private static final Pattern MISSING = Pattern.compile("missing requirement \\[[^]]*] ([^\\[\\]]+)");

    private static final Duration LONGEST_START = Duration.ofSeconds(45);

    private final BundleContext context;
    private final FeaturesService features;
    private final Path system;
    private final BoundedStart starts = new BoundedStart(LONGEST_START);

    @Activate
    public KarafFeatures(BundleContext context, @Reference FeaturesService features) {
        this(
                context,
                features,
                Path.of(
                        System.getProperty("karaf.home", "."),
                        System.getProperty("karaf.default.repository", "system")));
    }

    KarafFeatures(BundleContext context, FeaturesService features, Path system) {
        this.context = context;
        this.features = features;
        this.system = system;
    }

    @Override
    public List<BuiltIn> builtIns() {
        var found = new ArrayList<BuiltIn>();
        for (var feature : all()) {
            ModuleWord.ofFeature(feature.getName())
                    .flatMap(word -> builtIn(word, feature))
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<BuiltIn> builtIn(String word, Feature feature) {
        return feature.getBundles().stream()
                .map(bundle -> bundle.getLocation())
                .filter(location -> location.startsWith("mvn:"))
                .map(location -> location.substring(4).split("/", -1))
                .filter(parts -> parts.length == 3 && parts[1].equals(ModuleWord.FEATURE + word))
                .map(parts -> system.resolve(parts[0].replace('.', '/'))
                        .resolve(parts[1])
                        .resolve(parts[2])
                        .resolve(parts[1] + "-" + parts[2] + ".jar"))
                .filter(Files::isRegularFile)
                .map(file -> new BuiltIn(word, feature.getVersion(), file))
                .findFirst();
    }

    private List<Feature> all() {
        try {
            return List.of(features.listFeatures());
        } catch (Exception e) {
            throw new IllegalStateException("Karaf does not list its features", e);
        }
    }

    @Override
    public Map<String, String> installed() {
        var found = new TreeMap<String, String>();
        for (var feature : installedFeatures()) {
            ModuleWord.ofFeature(feature.getName()).ifPresent(word -> found.put(word, feature.getVersion()));
        }
        return found;
    }

    private List<Feature> installedFeatures() {
        try {
            return List.of(features.listInstalledFeatures());
        } catch (Exception e) {
            throw new IllegalStateException("Karaf does not list its features", e);
        }
    }

    @Override
    public void install(ModulePackage wanted) throws HostFailure {
        try (var watch = Bystanders.watch(context, wanted.name())) {
            starts.check();
            offer(wanted);
            starts.run(wanted.name(), () -> {
                features.installFeature(ModuleWord.FEATURE + wanted.name(), featureVersion(wanted), QUIETLY);
                return wanted;
            });
        } catch (Exception e) {
            throw failure(e);
        }
    }

    @Override
    public void uninstall(String word) throws HostFailure {
        try (var watch = Bystanders.watch(context, word)) {
            starts.check();
            for (var feature : installedFeatures()) {
                if (feature.getName().equals(ModuleWord.FEATURE + word)) {
                    features.uninstallFeature(feature.getName(), feature.getVersion(), QUIETLY);
                }
            }
            for (var repository : features.listRepositories()) {
                if (isOurs(repository.getURI(), word)) {
                    features.removeRepository(repository.getURI(), false);
                }
            }
            LastRecord.forget();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<Message> hindrance(ModulePackage wanted) {
        try {
            starts.check();
            var known = features.getFeature(ModuleWord.FEATURE + wanted.name(), featureVersion(wanted)) != null;
            offer(wanted);
            try {
                features.installFeature(ModuleWord.FEATURE + wanted.name(), featureVersion(wanted), TRY);
                return Optional.empty();
            } finally {
                var folder = wanted.folder();
                if (!known && folder != null) {
                    features.removeRepository(descriptor(folder), false);
                }
            }
        } catch (Exception e) {
            return Optional.of(failure(e).reason());
        }
    }

    @Override
    public boolean isHanging() {
        return starts.isHanging();
    }

    /** The version that the feature has in its repository: in ours it is the bundle's. */
    private String featureVersion(ModulePackage wanted) {
        return wanted.builtIn()
                ? builtIns().stream()
                        .filter(one -> one.word().equals(wanted.name()))
                        .filter(one -> KarReader.sha256(one.bundle()).equals(wanted.hash()))
                        .map(BuiltIn::version)
                        .findFirst()
                        .orElse(wanted.version())
                : wanted.version();
    }

    /** Tells Karaf of an added package, by a feature file that we write: nothing of the partner's is interpreted. */
    private void offer(ModulePackage wanted) throws Exception {
        var folder = wanted.folder();
        if (folder == null) {
            return;
        }
        write(wanted, folder);
        var uri = descriptor(folder);
        for (var repository : features.listRepositories()) {
            if (repository.getURI().equals(uri)) {
                features.refreshRepository(uri);
                return;
            }
        }
        features.addRepository(uri, false);
    }

    private static void write(ModulePackage wanted, Path folder) throws IOException {
        var name = ModuleWord.FEATURE + wanted.name();
        var text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <features name="%s-%s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="%s" version="%s">
                    <feature>kithwork-core</feature>
                    <bundle start-level="%d">%s</bundle>
                  </feature>
                </features>
                """.formatted(
                        name,
                        wanted.version(),
                        name,
                        wanted.version(),
                        wanted.startLevel(),
                        escaped(folder.resolve(KarReader.BUNDLE_FILE).toUri().toASCIIString()));
        Files.writeString(folder.resolve("feature.xml"), text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static URI descriptor(Path folder) {
        return folder.resolve("feature.xml").toUri();
    }

    private static boolean isOurs(@Nullable URI repository, String word) {
        return repository != null
                && repository.toString().startsWith("file:")
                && repository.getPath().matches(".*/modules/" + word + "/[^/]+/feature\\.xml");
    }

    /** The last thing that the resolver missed is what the administrator can do something about. */
    private static HostFailure failure(Exception e) {
        LOGGER.debug("Karaf could not do it", e);
        if (e instanceof HostFailure failure) {
            return failure;
        }
        var message = String.valueOf(e.getMessage());
        var missing = MISSING.matcher(message);
        String last = null;
        while (missing.find()) {
            last = missing.group(1).strip();
        }
        var reason = last == null ? message : "it misses " + last;
        return new HostFailure(reason.length() <= 500 ? reason : reason.substring(0, 500), e);
    }
}
