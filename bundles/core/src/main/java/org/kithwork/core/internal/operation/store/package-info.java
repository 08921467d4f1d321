/** Keeps operations, their steps, the participants ever seen, and tombstones. */
@NullMarked
package org.kithwork.core.internal.operation.store;

import org.jspecify.annotations.NullMarked;
