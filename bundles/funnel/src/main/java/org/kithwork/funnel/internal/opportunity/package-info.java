/** Opportunities: what may be sold to whom, how far it is, and what each step left behind. */
@NullMarked
package org.kithwork.funnel.internal.opportunity;

import org.jspecify.annotations.NullMarked;
