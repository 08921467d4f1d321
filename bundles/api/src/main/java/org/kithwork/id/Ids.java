package org.kithwork.id;

import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ProviderType;

/** Makes identifiers. Safe for use by many threads; later ones sort after earlier ones of the same node. */
@ProviderType
public interface Ids {

    /** A new UUIDv7 as 36 lower-case characters. */
    String next();

    /** Whether the text has the form of an identifier. */
    static boolean isId(String text) {
        return Form.UUID.matcher(text).matches();
    }

    /** Keeps the pattern out of the interface's constants. */
    final class Form {
        private static final Pattern UUID =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

        private Form() {}
    }
}
