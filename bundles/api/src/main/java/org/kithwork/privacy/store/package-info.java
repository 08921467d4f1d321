/** How a module finds those of its rows whose time is over. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.privacy.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
