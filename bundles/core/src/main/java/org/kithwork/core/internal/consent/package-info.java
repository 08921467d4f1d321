/** Whether a customer may be written to: the log of decisions, what is folded from it, caps and quiet hours. */
@NullMarked
package org.kithwork.core.internal.consent;

import org.jspecify.annotations.NullMarked;
