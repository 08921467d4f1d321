/** What a module says of the personal links that it serves. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.link.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
