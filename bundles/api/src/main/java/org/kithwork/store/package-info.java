/**
 * What a module may know about its own tables: that they are there. The runtime applies a module's change log when the
 * module starts and registers {@link org.kithwork.store.SchemaReady}; components that touch tables wait for it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
