/** What a module adds to fields: the kinds of its records that may have some. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.field.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
