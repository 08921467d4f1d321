/** What a module adds to the decision whether a customer may be written to: its own reasons against it. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.consent.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
