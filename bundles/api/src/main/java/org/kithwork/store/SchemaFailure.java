package org.kithwork.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Registered as a service, with the property {@code module}, when the change log of a module could not be applied; the
 * module's components then wait for {@link SchemaReady} and the administrator reads why.
 */
@ProviderType
public interface SchemaFailure {
    /** The module's word. */
    String module();

    /** One sentence for the administrator, without personal data. */
    String reason();
}
