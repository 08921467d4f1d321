/**
 * Whether a customer may be written to. What the person decided stands in a log that is only added to, and what holds
 * is folded from it; every message of every module asks {@link org.kithwork.consent.SendDecisions} before it goes out.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.consent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
