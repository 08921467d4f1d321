/** Fills the tables of the product without the product: many customers in little time, as it would have written them. */
@NullMarked
package org.kithwork.bench.fill;

import org.jspecify.annotations.NullMarked;
