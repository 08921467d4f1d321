/** What the module that keeps interactions and follow-ups offers. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.interaction.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
