/** Answers to requests with an idempotency key: an effect happens once, and its answer is given again. */
@NullMarked
package org.kithwork.core.internal.answer;

import org.jspecify.annotations.NullMarked;
