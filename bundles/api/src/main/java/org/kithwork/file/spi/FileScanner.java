package org.kithwork.file.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks for viruses and the like in a file before it is kept. Each one that is registered is asked, from many threads,
 * with a limit to its time that it sets itself. While none is registered, files are kept as they come.
 */
@ConsumerType
public interface FileScanner {

    /** By what administrators know it, such as {@code clamav}. */
    String name();

    /**
     * What was found, in a word that people can look up; empty where the file is clean. A file that it fails on, by
     * whatever exception, is not kept.
     *
     * @param type the media type that the content has
     */
    Optional<String> finding(String type, InputStream content) throws IOException;
}
