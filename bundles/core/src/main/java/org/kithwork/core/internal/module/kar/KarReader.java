package org.kithwork.core.internal.module.kar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.ModuleWord;

/**
 * Reads a KAR: one feature {@code kithwork-<word>}, one bundle {@code org.kithwork.<word>} that it names, and checksums.
 * Whatever else may lie in a KAR is refused, because somebody meant something by it.
 */
public final class KarReader {

    /** The name that the bundle's file gets where it is unpacked. */
    public static final String BUNDLE_FILE = "bundle.jar";

    private static final int LONGEST_XML = 256 << 10;
    private static final Set<String> FEATURES_HERE = Set.of(
            "kithwork-api",
            "kithwork-runtime",
            "kithwork-persistence",
            "kithwork-web-runtime",
            "kithwork-core",
            "kithwork-web",
            "scr");

    private final BundleReader bundles;
    private final Limits limits;

    public KarReader(BundleReader bundles, Limits limits) {
        this.bundles = bundles;
        this.limits = limits;
    }

    /**
     * What was read.
     *
     * @param hash SHA-256 of the KAR
     */
    public record Kar(ModuleBundle bundle, int startLevel, String hash) {}

    /**
     * Checks the file and unpacks its bundle.
     *
     * @param label what the administrator knows the file by
     * @param folder an empty folder, which gets {@link #BUNDLE_FILE}
     */
    public Kar read(Path file, String label, Path folder) {
        try (var archive = Archive.open(file, label, limits)) {
            archive.exhaust();
            var feature = FeatureFile.parse(
                    archive.read(featureFile(archive), LONGEST_XML).orElseThrow());
            var entry = bundleEntry(archive, feature);
            var target = folder.resolve(BUNDLE_FILE);
            archive.extract(entry, target);
            checkSums(archive, entry, target);
            var bundle = bundles.read(target);
            checkFeature(feature, bundle);
            return new Kar(bundle, feature.startLevel(), sha256(file));
        }
    }

    private static String featureFile(Archive archive) {
        var found = archive.names().stream()
                .filter(name -> name.startsWith("repository/") && name.endsWith("-features.xml"))
                .toList();
        if (found.size() != 1) {
            throw ModuleProblem.invalid("package-features", Integer.toString(found.size()));
        }
        return found.get(0);
    }

    private static String bundleEntry(Archive archive, FeatureFile feature) {
        var inside =
                archive.names().stream().filter(name -> name.endsWith(".jar")).toList();
        if (inside.size() != 1 || feature.bundles().size() != 1) {
            throw ModuleProblem.invalid(
                    "package-bundles",
                    Integer.toString(Math.max(inside.size(), feature.bundles().size())));
        }
        var stray = archive.names().stream()
                .filter(name -> !name.endsWith(".jar") && !name.endsWith("-features.xml"))
                .filter(name -> !name.startsWith("META-INF/") && !name.matches(".*\\.(sha1|sha256|md5)"))
                .filter(name -> !name.endsWith("maven-metadata-local.xml"))
                .findFirst();
        if (stray.isPresent()) {
            throw ModuleProblem.invalid("package-stray", Archive.shown(stray.get()));
        }
        if (!inside.get(0).equals(path(feature.bundles().get(0)))) {
            throw ModuleProblem.invalid(
                    "package-bundle-missing", Archive.shown(feature.bundles().get(0)));
        }
        return inside.get(0);
    }

    /** Where {@code mvn:group/artifact/version} lies in a KAR. */
    private static String path(String location) {
        var parts = location.startsWith("mvn:") ? location.substring(4).split("/", -1) : new String[0];
        return parts.length != 3
                ? ""
                : "repository/" + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-"
                        + parts[2] + ".jar";
    }

    private static void checkSums(Archive archive, String entry, Path file) {
        var name = entry.substring(entry.lastIndexOf('/') + 1);
        for (var sums : List.of("META-INF/" + name + ".sha256", entry + ".sha256")) {
            archive.read(sums, 1024).ifPresent(content -> {
                var said =
                        new String(content, StandardCharsets.US_ASCII).strip().split("\\s+", 2)[0];
                if (!said.equalsIgnoreCase(sha256(file))) {
                    throw ModuleProblem.invalid("package-checksum", Archive.shown(name));
                }
            });
        }
    }

    private static void checkFeature(FeatureFile feature, ModuleBundle bundle) {
        var expected = ModuleWord.FEATURE + bundle.word();
        if (!feature.name().equals(expected)) {
            throw ModuleProblem.invalid("package-feature-name", expected, Archive.shown(feature.name()));
        }
        for (var needed : feature.features()) {
            if (!FEATURES_HERE.contains(needed)) {
                throw ModuleProblem.invalid("package-feature-needs", Archive.shown(needed));
            }
        }
    }

    /** The checksum that packages are told apart by. */
    public static String sha256(Path file) {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
