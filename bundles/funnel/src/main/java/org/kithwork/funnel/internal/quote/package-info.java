/** Quotes: what an opportunity is offered at, in versions of which a sent one never changes, and who has approved it. */
@NullMarked
package org.kithwork.funnel.internal.quote;

import org.jspecify.annotations.NullMarked;
