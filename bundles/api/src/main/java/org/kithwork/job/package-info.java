/** Long work: submitted in the caller's transaction, run as the caller, watched, paused, resumed and cancelled. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.job;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
