/** Who acts, what he may do, and on which records: asked in the service, rendered as one predicate in every query. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.permission;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
