/** Keeps events, positions, cursors and parked events. */
@NullMarked
package org.kithwork.core.internal.journal.store;

import org.jspecify.annotations.NullMarked;
