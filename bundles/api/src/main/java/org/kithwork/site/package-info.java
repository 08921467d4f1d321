/**
 * The pages that everybody sees without signing in: plain HTML that needs no script, in both languages, with a policy that
 * lets in nothing from elsewhere. A module says what is on its pages; this package reads what visitors send and escapes what
 * is shown.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.site;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
