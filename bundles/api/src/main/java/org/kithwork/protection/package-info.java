/** Encryption at rest of what a module keeps: it names the place of a value, the core holds the keys. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.protection;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
