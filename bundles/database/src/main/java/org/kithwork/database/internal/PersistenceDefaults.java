package org.kithwork.database.internal;

import java.util.Map;

/**
 * What holds for every persistence unit, said once so that no module's persistence.xml repeats it. EclipseLink falls
 * back to system properties, and no unit is built before the data source that this bundle registers.
 */
public final class PersistenceDefaults {
    public static final Map<String, String> PROPERTIES = Map.of(
            // Weaving at run time leaks a class loader each time a module is installed again; woven at build time,
            // entities would only notice changes made through their own methods.
            "eclipselink.weaving", "false",
            // A cache shared between transactions is stale as soon as there are two nodes.
            "eclipselink.cache.shared.default", "false",
            "eclipselink.jdbc.batch-writing", "JDBC",
            "eclipselink.logging.logger", "JavaLogger",
            // What it would warn of is thrown as well, and its text holds the values of rows.
            "eclipselink.logging.level", "SEVERE");

    private PersistenceDefaults() {}

    static void apply() {
        PROPERTIES.forEach(System::setProperty);
    }
}
