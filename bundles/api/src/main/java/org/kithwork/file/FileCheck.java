package org.kithwork.file;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Looks at a file before it is kept. */
@ProviderType
public interface FileCheck {

    /**
     * Reads a file to its end. Refuses with {@code invalid} at {@code /file} what is empty, is of a type that is not taken
     * ({@code file-type}) or was found at fault by a scanner ({@code file-refused}); with {@code too-large} what is larger
     * than the setting; with {@code file-not-scanned} what a scanner could not look at. Scanners may take their time: call
     * it outside transactions.
     *
     * @param name as the sender calls it, with or without a path
     */
    CheckedFile check(@Nullable String name, InputStream content) throws IOException;
}
