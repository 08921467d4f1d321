/** Leads: a first interest, who looks after it and why, and how it becomes an opportunity. */
@NullMarked
package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.NullMarked;
