package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps copies of a person's data, encrypted. Names are made of lower-case letters, digits, dots, dashes and slashes. */
public interface ExportVault {

    /** The folder of files with many customers; they expire within days. */
    String LISTS = "lists";

    /** Starts a file anew; it is complete once the stream is closed. */
    OutputStream create(String name) throws IOException;

    InputStream open(String name) throws IOException;

    boolean exists(String name);

    /** Removes a file, or a folder with all that is in it; nothing where there is none. */
    void delete(String name) throws IOException;
}
