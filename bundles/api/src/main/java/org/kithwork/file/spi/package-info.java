/** What looks at files before they are kept. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.file.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
