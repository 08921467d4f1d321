/** Who buys regularly is asked again in time: an opportunity comes up by itself when the gap between a customer's purchases is over. */
@NullMarked
package org.kithwork.funnel.internal.repurchase;

import org.jspecify.annotations.NullMarked;
