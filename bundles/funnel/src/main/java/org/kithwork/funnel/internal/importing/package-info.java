/** Opportunities out of files. */
@NullMarked
package org.kithwork.funnel.internal.importing;

import org.jspecify.annotations.NullMarked;
