/**
 * The journal: events are written with the change, given their position after commit by one dispatcher, and delivered
 * to each handler in order. Signals and hints of change stand beside it.
 */
@NullMarked
package org.kithwork.core.internal.journal;

import org.jspecify.annotations.NullMarked;
