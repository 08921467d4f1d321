/**
 * Files that people hand in. What a file is, is told by its content and not by its name; what is no document, picture,
 * table or sound is not taken, and whoever scans files is asked before one is kept.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
