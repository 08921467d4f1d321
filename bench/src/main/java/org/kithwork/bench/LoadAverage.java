package org.kithwork.bench;

import java.lang.management.ManagementFactory;

/** How many threads wanted a processor in the last minute, this program's own among them. */
final class LoadAverage {

    private LoadAverage() {}

    /** Below zero where the system does not tell. */
    static double now() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
