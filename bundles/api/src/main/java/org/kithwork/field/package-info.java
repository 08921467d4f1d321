/** Fields that a company defines for its own kinds of record, with values that are typed, checked and kept by the core. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.field;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
