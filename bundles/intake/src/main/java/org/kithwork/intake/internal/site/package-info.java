/** The pages that everybody sees: plain HTML, without scripts and without sign-in. */
@NullMarked
package org.kithwork.intake.internal.site;

import org.jspecify.annotations.NullMarked;
