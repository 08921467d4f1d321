/** Has interactions with customers recorded and planned, by whichever module keeps them. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.interaction;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
