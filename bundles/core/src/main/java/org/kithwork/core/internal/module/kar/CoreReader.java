package org.kithwork.core.internal.module.kar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.ModuleWord;
import org.kithwork.problem.Message;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * Reads the package of a core: the features of which Kithwork consists, and every bundle of them that the distribution
 * does not have. Nothing of it is loaded.
 */
public final class CoreReader {

    /** A core brings its libraries along. */
    public static final Limits LIMITS = new Limits(256L << 20, 5_000, 2L << 30, 200);

    /** Where the files lie in a package, and where Karaf looks for them. */
    public static final String REPOSITORY = "repository/";

    private static final Set<String> PARTS = Set.of(
            "kithwork-api",
            "kithwork-runtime",
            "kithwork-persistence",
            "kithwork-web-runtime",
            "kithwork-core",
            "kithwork-web");
    private static final Pattern FEATURES =
            Pattern.compile("repository/org/kithwork/kithwork-features/([^/]+)/kithwork-features-\\1-features\\.xml");
    private static final int LONGEST_XML = 1 << 20;

    private final Path system;
    private final Map<String, Set<Version>> offered;

    /**
     * A reader.
     *
     * @param system the repository of the distribution
     * @param offered the packages that are offered here by others than Kithwork
     */
    public CoreReader(Path system, Map<String, Set<Version>> offered) {
        this.system = system;
        this.offered = Map.copyOf(offered);
    }

    /**
     * Checks the file and unpacks its repository.
     *
     * @param label what the administrator knows the file by
     * @param folder an empty folder, which gets {@link #REPOSITORY}
     */
    public CorePackage read(Path file, String label, Path folder) {
        try (var archive = Archive.open(file, label, LIMITS)) {
            archive.exhaust();
            var name = featureFile(archive);
            var features = CoreFeatures.parse(archive.read(name, LONGEST_XML).orElseThrow());
            var version = version(name, features);
            var size = unpack(archive, folder);
            var bundles = new ArrayList<CoreBundle>();
            var lacks = new ArrayList<Message>();
            for (var location : features.bundles()) {
                var path = path(location, "jar");
                var unpacked = folder.resolve(REPOSITORY + path);
                var here = Files.isRegularFile(unpacked) ? unpacked : system.resolve(path);
                if (path.isEmpty() || !Files.isRegularFile(here)) {
                    lacks.add(ModuleProblem.message("core-lacks-bundle", Archive.shown(location)));
                } else {
                    bundles.add(CoreBundle.read(here, here.equals(unpacked)));
                }
            }
            features.repositories().stream()
                    .filter(location -> !Files.isRegularFile(system.resolve(path(location, "xml"))))
                    .forEach(
                            location -> lacks.add(ModuleProblem.message("core-lacks-bundle", Archive.shown(location))));
            lacks.addAll(missing(bundles));
            return found(version, KarReader.sha256(file), size, bundles, lacks);
        }
    }

    private static String featureFile(Archive archive) {
        var found = archive.names().stream()
                .filter(name -> name.endsWith("-features.xml"))
                .toList();
        if (found.size() != 1 || !FEATURES.matcher(found.get(0)).matches()) {
            throw ModuleProblem.invalid("core-no-package");
        }
        return found.get(0);
    }

    private static Version version(String featureFile, CoreFeatures features) {
        var matcher = FEATURES.matcher(featureFile);
        var text = matcher.matches() ? matcher.group(1) : "";
        if (!features.features().keySet().equals(PARTS)
                || !features.features().values().stream().allMatch(text::equals)) {
            throw ModuleProblem.invalid(
                    "core-parts", String.join(", ", PARTS.stream().sorted().toList()));
        }
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw ModuleProblem.invalid("core-version", Archive.shown(text));
        }
    }

    private static long unpack(Archive archive, Path folder) {
        long size = 0;
        try {
            for (var name : archive.names()) {
                if (name.startsWith(REPOSITORY)) {
                    var target = folder.resolve(name);
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    archive.extract(name, target);
                    size += Files.size(target);
                } else if (!name.startsWith("META-INF/")) {
                    throw ModuleProblem.invalid("package-stray", Archive.shown(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return size;
    }

    /** Where {@code mvn:group/artifact/version} and {@code mvn:group/artifact/version/xml/features} lie. */
    private static String path(String location, String type) {
        var parts = location.startsWith("mvn:") ? location.substring(4).split("/", -1) : new String[0];
        var plain = parts.length == 3 && type.equals("jar");
        if (!plain && parts.length != 5 || !Archive.isPlain(location.substring(4))) {
            return "";
        }
        return parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-" + parts[2]
                + (plain ? "." + type : "-" + parts[4] + "." + parts[3]);
    }

    /** What the bundles of the package import and nobody exports. */
    private List<Message> missing(List<CoreBundle> bundles) {
        var lacks = new ArrayList<Message>();
        for (var bundle : bundles) {
            if (bundle.inPackage()) {
                bundle.imports().forEach((name, range) -> {
                    if (!isOffered(name, range, bundles)) {
                        lacks.add(ModuleProblem.message("core-lacks-import", bundle.name(), name, range));
                    }
                });
            }
        }
        return lacks;
    }

    private boolean isOffered(String name, String range, List<CoreBundle> bundles) {
        var wanted = range.isEmpty() ? new VersionRange("0") : VersionRange.valueOf(range);
        return offered.getOrDefault(name, Set.of()).stream().anyMatch(wanted::includes)
                || bundles.stream()
                        .anyMatch(other -> other.exports().containsKey(name)
                                && wanted.includes(other.exports().get(name)));
    }

    private static CorePackage found(
            Version version, String hash, long size, List<CoreBundle> bundles, List<Message> lacks) {
        var core = part(bundles, "core");
        if (!core.version().equals(version)) {
            throw ModuleProblem.invalid("core-version", core.version().toString());
        }
        var modules = new TreeMap<String, VersionRange>();
        core.works().forEach((word, range) -> {
            if (!ModuleWord.isAllowed(word)) {
                throw ModuleProblem.invalid("package-manifest");
            }
            modules.put(word, VersionRange.valueOf(range.isEmpty() ? "0" : range));
        });
        return new CorePackage(version, hash, size, part(bundles, "api").exports(), modules, core.schema(), lacks);
    }

    private static CoreBundle part(List<CoreBundle> bundles, String word) {
        return bundles.stream()
                .filter(bundle -> bundle.name().equals(ModuleWord.BUNDLE + word))
                .findFirst()
                .orElseThrow(() -> ModuleProblem.invalid("core-no-package"));
    }
}
