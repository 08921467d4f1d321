package org.kithwork.json;

import org.osgi.annotation.versioning.ProviderType;

/** Reads and writes JSON: camelCase, RFC 3339 instants, money as an object, no unknown members. */
@ProviderType
public interface Json {

    String write(Object value);

    /** Reads a text that this system wrote; for requests the REST runtime does it. */
    <T> T read(String json, Class<T> type);
}
