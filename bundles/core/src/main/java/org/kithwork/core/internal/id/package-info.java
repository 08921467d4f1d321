/** Identifiers and the clock of the system. */
@NullMarked
package org.kithwork.core.internal.id;

import org.jspecify.annotations.NullMarked;
