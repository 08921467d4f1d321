/** What a module offers as signals. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.signal.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
