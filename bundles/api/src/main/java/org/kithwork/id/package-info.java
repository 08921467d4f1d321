/** Time-ordered identifiers (UUIDv7, 36 characters) made by the application. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.id;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
