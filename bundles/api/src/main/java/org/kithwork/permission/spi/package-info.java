/** What a module declares about rights. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.permission.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
