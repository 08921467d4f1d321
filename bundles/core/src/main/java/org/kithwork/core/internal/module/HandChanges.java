package org.kithwork.core.internal.module;

/** Is told what happens to modules in the container, whoever did it. */
public interface HandChanges {

    /** A module's bundle became active. */
    void started(String word);

    /** A module's bundle is active no more. */
    void stopped(String word);

    /** A module's feature was installed. */
    void featureInstalled(String word, String version);

    /** A module's feature was uninstalled. */
    void featureUninstalled(String word);
}
