/** What a module adds to the journal: the types it writes and the handlers it reads with. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.event.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
