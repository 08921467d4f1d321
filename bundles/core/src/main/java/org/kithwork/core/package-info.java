/** What the core offers to the web runtime alone: who calls, sign-in, the life of modules. No module may import it. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.core;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
