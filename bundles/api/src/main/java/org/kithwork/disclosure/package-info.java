/** Statistical disclosure control: figures about groups of people that tell nothing about one of them. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.disclosure;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
