package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The version of this product, from the manifest beside its classes, in a container and out of it. */
final class ProductVersion {

    private ProductVersion() {}

    static String current() {
        var name = "/" + ProductVersion.class.getName().replace('.', '/') + ".class";
        try {
            var own = ProductVersion.class.getResource(name);
            var base = own == null ? "" : own.toString();
            var manifest = new URL(base.substring(0, base.length() - name.length()) + "/META-INF/MANIFEST.MF");
            try (var in = manifest.openStream()) {
                return version(new Manifest(in).getMainAttributes().getValue("Bundle-Version"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The version of the product cannot be read", e);
        }
    }

    /** Without the qualifier of a build. */
    private static String version(@Nullable String bundle) {
        var parts = (bundle == null ? "0.0.0" : bundle).split("\\.");
        return String.join(".", Arrays.copyOf(parts, Math.min(3, parts.length)));
    }

    static boolean isNewer(String version, String than) {
        return Arrays.compare(numbers(version), numbers(than)) > 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
