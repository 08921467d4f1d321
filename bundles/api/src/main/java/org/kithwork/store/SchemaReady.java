package org.kithwork.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Registered as a service when the tables of a module are as its change log says; it goes when the module stops. The
 * service property {@code module} holds the module's word: {@code @Reference(target = "(module=loyalty)")}.
 */
@ProviderType
public interface SchemaReady {
    /** The service property that holds the module's word. */
    String MODULE = "module";

    /** The module's word, which is also the prefix of its tables. */
    String module();
}
