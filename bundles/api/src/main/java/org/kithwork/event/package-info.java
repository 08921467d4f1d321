/** Events kept in a journal: written with the change, delivered in order and with effect exactly once. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
