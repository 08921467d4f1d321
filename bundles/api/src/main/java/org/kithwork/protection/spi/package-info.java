/** How a module tells which of its columns are encrypted, so that they follow when a key is renewed. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.protection.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
