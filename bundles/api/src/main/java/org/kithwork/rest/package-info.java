/** The few types that REST resources share beyond Jakarta REST: versions, merge patches, forms with files. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
