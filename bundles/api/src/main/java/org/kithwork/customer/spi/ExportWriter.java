package org.kithwork.customer.spi;

import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what a module holds on a person, streamed into its part of the archive. */
@ProviderType
public interface ExportWriter {

    /** A record of a kind, such as {@code purchases}; each kind becomes a file of JSON lines. */
    void record(String kind, Object value);

    /** A file that belongs to the person. */
    void file(String name, InputStream content);
}
