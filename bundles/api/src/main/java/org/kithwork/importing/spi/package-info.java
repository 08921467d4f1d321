/** What a module adds to imports: its kinds of row and how one is applied. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.importing.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
