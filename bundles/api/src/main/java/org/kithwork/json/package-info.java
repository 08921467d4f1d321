/** JSON as the whole system writes it: one mapper, which lets go of a module's classes when the module leaves. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
