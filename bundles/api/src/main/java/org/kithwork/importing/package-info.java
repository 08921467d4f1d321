/**
 * What comes in by itself: rows and files of a source that somebody set up once, and the folders of this machine that other
 * systems put files into.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.importing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
