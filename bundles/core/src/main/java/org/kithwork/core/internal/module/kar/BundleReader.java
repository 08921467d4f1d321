package org.kithwork.core.internal.module.kar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.ModuleWord;
import org.kithwork.json.Json;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Reads the bundle of a module without loading anything of it, and refuses what a module may not do. */
public final class BundleReader {

    private static final int LONGEST_MANIFEST = 1 << 20;
    private static final int LONGEST_CLASS = 4 << 20;
    private static final String OWN = "org.kithwork.";

    /** What the parts of the core share among themselves; never is it the API. */
    private static final Pattern INNER =
            Pattern.compile("org\\.kithwork(\\.(core|web|database)(\\..*)?|.*\\.internal(\\..*)?)?");

    private final Json json;

    public BundleReader(Json json) {
        this.json = json;
    }

    /** Reads the file and checks it by every rule. */
    public ModuleBundle read(Path file) {
        try (var archive =
                Archive.open(file, String.valueOf(file.getFileName()).replaceFirst("^file-", ""), Limits.USUAL)) {
            archive.exhaust();
            var headers = headers(archive);
            var word = word(headers);
            refuseTies(headers);
            var imports = imports(headers);
            var schema = checkHeader(headers, "Kithwork-Schema", "db/" + word + "/changelog.xml");
            checkHeader(headers, "Kithwork-UI", "ui");
            var permissions = permissions(archive);
            return new ModuleBundle(
                    word,
                    version(headers),
                    new Titles(json).of(archive, word, headers.getValue("Bundle-Name")),
                    RightTitles.of(archive, word, permissions),
                    permissions,
                    schema,
                    imports,
                    SchemaSum.of(archive));
        }
    }

    private static Attributes headers(Archive archive) {
        var manifest = archive.read(JarFile.MANIFEST_NAME, LONGEST_MANIFEST)
                .orElseThrow(() -> ModuleProblem.invalid("package-manifest"));
        try {
            return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            throw ModuleProblem.invalid("package-manifest");
        }
    }

    private static String word(Attributes headers) {
        var header = headers.getValue("Bundle-SymbolicName");
        var clauses = Headers.clauses(header == null ? "" : header);
        var name = clauses.size() == 1 && clauses.get(0).names().size() == 1
                ? clauses.get(0).names().get(0)
                : "";
        if (name.startsWith(OWN) && ModuleWord.isReserved(name.substring(OWN.length()))) {
            throw ModuleProblem.invalid("package-word-reserved", name.substring(OWN.length()));
        }
        return ModuleWord.ofBundle(name).orElseThrow(() -> ModuleProblem.invalid("package-name", Archive.shown(name)));
    }

    private static Version version(Attributes headers) {
        try {
            return Version.parseVersion(headers.getValue("Bundle-Version"));
        } catch (IllegalArgumentException e) {
            throw ModuleProblem.invalid("package-manifest");
        }
    }

    /** A module is tied to nothing but the API: so it can be replaced while all others run. */
    private static void refuseTies(Attributes headers) {
        for (var header : List.of("Fragment-Host", "Require-Bundle", "Export-Package", "Export-Service")) {
            if (headers.getValue(header) != null) {
                throw ModuleProblem.invalid("package-header-refused", header);
            }
        }
        if (headers.getValue("Bundle-Activator") != null) {
            throw ModuleProblem.invalid("package-activator");
        }
        for (var clause : clauses(headers, "DynamicImport-Package")) {
            for (var name : clause.names()) {
                var prefix = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
                if (name.endsWith("*") && OWN.startsWith(prefix) || prefix.startsWith(OWN)) {
                    throw ModuleProblem.invalid("package-header-refused", "DynamicImport-Package: " + name);
                }
            }
        }
    }

    /** Whether the core offers them in these versions is for the plan to say: a newer core may be part of it. */
    private static Map<String, String> imports(Attributes headers) {
        var found = new TreeMap<String, String>();
        for (var clause : clauses(headers, "Import-Package")) {
            for (var name : clause.names()) {
                if (INNER.matcher(name).matches()) {
                    throw ModuleProblem.invalid("package-import", Archive.shown(name));
                }
                if (name.startsWith(OWN)) {
                    found.put(name, range(clause.parameters().getOrDefault("version", "")));
                }
            }
        }
        return found;
    }

    private static String range(String range) {
        try {
            if (!range.isEmpty()) {
                var unused = VersionRange.valueOf(range);
            }
            return range;
        } catch (IllegalArgumentException e) {
            throw ModuleProblem.invalid("package-manifest");
        }
    }

    private static boolean checkHeader(Attributes headers, String name, String expected) {
        var value = headers.getValue(name);
        if (value != null && !value.strip().equals(expected)) {
            throw ModuleProblem.invalid("package-header", name, expected);
        }
        return value != null;
    }

    private static List<Headers.Clause> clauses(Attributes headers, String name) {
        var value = headers.getValue(name);
        return value == null ? List.of() : Headers.clauses(value);
    }

    private static List<String> permissions(Archive archive) {
        var found = new TreeSet<String>();
        for (var name : archive.names()) {
            if (name.endsWith(".class")) {
                archive.read(name, LONGEST_CLASS).ifPresent(classFile -> NamedPermissions.collect(classFile, found));
            }
        }
        return List.copyOf(found);
    }
}
