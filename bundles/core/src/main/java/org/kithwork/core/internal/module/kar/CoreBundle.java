package org.kithwork.core.internal.module.kar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.kithwork.core.internal.module.ModuleProblem;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * A bundle of a core.
 *
 * @param inPackage whether the package brings it, else the distribution has it
 * @param imports the packages that it cannot do without, with their ranges; "" for any
 * @param works the versions of modules that it works with
 */
record CoreBundle(
        String name,
        Version version,
        boolean inPackage,
        Map<String, Version> exports,
        Map<String, String> imports,
        Map<String, String> works,
        String schema) {

    static CoreBundle read(Path file, boolean inPackage) {
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            var headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            var imports = ranges(headers, "Import-Package");
            return new CoreBundle(
                    name(headers),
                    Version.parseVersion(headers.getValue("Bundle-Version")),
                    inPackage,
                    exports(headers),
                    imports,
                    ranges(headers, "Kithwork-Modules"),
                    schema(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw ModuleProblem.invalid("package-manifest");
        }
    }

    private static String name(Attributes headers) {
        var value = headers.getValue("Bundle-SymbolicName");
        var clauses = Headers.clauses(value == null ? "" : value);
        return clauses.isEmpty() || clauses.get(0).names().isEmpty()
                ? ""
                : clauses.get(0).names().get(0).strip();
    }

    private static Map<String, Version> exports(Attributes headers) {
        var found = new TreeMap<String, Version>();
        for (var clause : clauses(headers, "Export-Package")) {
            var version = Version.parseVersion(clause.parameters().get("version"));
            clause.names()
                    .forEach(name -> found.merge(name.strip(), version, (one, other) -> {
                        return one.compareTo(other) > 0 ? one : other;
                    }));
        }
        return found;
    }

    private static Map<String, String> ranges(Attributes headers, String header) {
        var found = new TreeMap<String, String>();
        for (var clause : clauses(headers, header)) {
            if (!"optional".equals(clause.parameters().get("resolution:"))) {
                var range = clause.parameters().getOrDefault("version", "");
                if (!range.isEmpty()) {
                    var unused = VersionRange.valueOf(range);
                }
                clause.names().stream()
                        .map(String::strip)
                        .filter(name -> !name.startsWith("java."))
                        .forEach(name -> found.put(name, range));
            }
        }
        return found;
    }

    private static List<Headers.Clause> clauses(Attributes headers, String name) {
        var value = headers.getValue(name);
        return value == null ? List.of() : Headers.clauses(value);
    }

    private static String schema(JarFile jar) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(SchemaSum.FOLDER) && !entry.isDirectory()) {
                try (var in = jar.getInputStream(entry)) {
                    files.put(entry.getName(), in.readNBytes(4 << 20));
                }
            }
        }
        return SchemaSum.of(files);
    }
}
