/** How a module runs its jobs. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.job.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
