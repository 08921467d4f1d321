/** Amounts with their currency; rounding is HALF_UP, once, to the currency's minor unit. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
