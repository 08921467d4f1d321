/** The closed-loop load generator and the processor time of processes. */
@NullMarked
package org.kithwork.bench.load;

import org.jspecify.annotations.NullMarked;
