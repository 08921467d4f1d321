/** What a module adds to the report of {@code doctor}: whether its part of the installation is well. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.doctor.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
