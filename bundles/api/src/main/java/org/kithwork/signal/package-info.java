/** Dated facts about customers, read when needed; a type that nobody offers is named as absent, never counted as zero. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.signal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
