/** The board: what stands in each stage of a pipeline, and what it is worth. */
@NullMarked
package org.kithwork.funnel.internal.board;

import org.jspecify.annotations.NullMarked;
