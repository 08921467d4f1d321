/** What every shell command shares: tables, JSON, problems as exit status. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
