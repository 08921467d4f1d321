package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Set;

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
}
