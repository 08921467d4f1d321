package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;

/** Something that can be read from its beginning more than once, such as a stored upload. */
@FunctionalInterface
public interface ByteSource {
    /** A new stream at the first byte; the caller closes it. */
    InputStream open() throws IOException;
}
