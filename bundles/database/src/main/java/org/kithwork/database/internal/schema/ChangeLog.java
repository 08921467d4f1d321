package org.kithwork.database.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The change log of one module: the module's word, the path of the first file, and every file beside it. */
record ChangeLog(String word, String path, SortedMap<String, URL> files, boolean core) {
    private static final Pattern PATH = Pattern.compile("db/([a-z][a-z0-9]{1,19})/[A-Za-z0-9_.-]+\\.(xml|yaml)");

    ChangeLog {
        files = new TreeMap<>(files);
        if (!files.containsKey(path)) {
            throw new SchemaRefused("The change log " + path + " is not in the bundle.");
        }
    }

    /** Reads the header: the folder is the module's word, and the word is the last part of the bundle's name. */
    static ChangeLog of(String header, String bundleName, Map<String, URL> files) {
        Matcher matcher = PATH.matcher(header.strip());
        if (!matcher.matches()) {
            throw new SchemaRefused("Kithwork-Schema must read db/<word>/changelog.xml, not " + header + ".");
        }
        String word = matcher.group(1);
        if (!bundleName.substring(bundleName.lastIndexOf('.') + 1).equals(word)) {
            throw new SchemaRefused("The change log db/" + word + " does not belong to the bundle " + bundleName
                    + ": its last part must be the word.");
        }
        return new ChangeLog(word, matcher.group(), new TreeMap<>(files), bundleName.equals("org.kithwork.core"));
    }

    /** The folder that the module may read; nothing outside it is served to Liquibase. */
    String folder() {
        return "db/" + word + "/";
    }

    String hash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, URL> file : files.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                try (InputStream content = file.getValue().openStream()) {
                    digest.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
