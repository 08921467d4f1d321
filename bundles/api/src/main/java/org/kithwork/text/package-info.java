/** Texts that a company writes in both languages. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
