/** The record of who did what: written in the transaction of the change, never changed afterwards. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
