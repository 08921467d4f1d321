/** How often something may be done by somebody who has not signed in. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.limit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
