package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Version;

/** The bundles that are here and what holds them together. */
public interface FrameworkView {

    /** A bundle. */
    record Part(long id, String name, String version, boolean running) {}

    /** All bundles. */
    List<Part> parts();

    /** The bundles that would have to be refreshed with this one: those wired to it, and to them; itself included. */
    Set<Long> closure(long id);

    /** The bundles that use services of this one at the moment. */
    Set<Long> users(long id);

    /** The packages that modules may import of Kithwork: what the bundle of the API exports. */
    Map<String, Version> apiPackages();

    /** The packages that others than Kithwork export, with their versions. */
    Map<String, Set<Version>> offered();

    /** The core that runs. */
    RunningCore core();

    /**
     * The core that runs.
     *
     * @param schema the checksum of its change logs
     */
    record RunningCore(Version version, String schema) {}
}
