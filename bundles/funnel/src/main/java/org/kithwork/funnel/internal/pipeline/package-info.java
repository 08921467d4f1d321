/** Pipelines, their stages, and which moves between them are allowed. */
@NullMarked
package org.kithwork.funnel.internal.pipeline;

import org.jspecify.annotations.NullMarked;
