/**
 * Amounts with their currency, and the rates between currencies. Amounts are exact; rounding is HALF_UP, once, and asked
 * for.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
