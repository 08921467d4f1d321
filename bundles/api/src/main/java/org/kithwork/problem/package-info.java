/** What may go wrong, said once: a kind, a code, and every fault of the input with the place where it stands. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
