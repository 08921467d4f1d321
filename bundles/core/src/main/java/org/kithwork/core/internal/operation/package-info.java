/** What concerns a customer over all modules: merge, undo, erase, export; persisted, one step a participant. */
@NullMarked
package org.kithwork.core.internal.operation;

import org.jspecify.annotations.NullMarked;
