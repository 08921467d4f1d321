package org.kithwork.core.internal.module.kar;

import java.util.List;
import java.util.Map;
import org.kithwork.problem.Message;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The core in one version, as its package says.
 *
 * @param hash SHA-256 of the package
 * @param size bytes of everything unpacked
 * @param api the packages that it offers to modules
 * @param modules the versions of modules that it works with, for those that it names
 * @param schema a checksum of its change logs
 * @param lacks what neither it nor the distribution has, so that it cannot start here
 */
public record CorePackage(
        Version version,
        String hash,
        long size,
        Map<String, Version> api,
        Map<String, VersionRange> modules,
        String schema,
        List<Message> lacks) {

    public CorePackage {
        api = Map.copyOf(api);
        modules = Map.copyOf(modules);
        lacks = List.copyOf(lacks);
    }
}
