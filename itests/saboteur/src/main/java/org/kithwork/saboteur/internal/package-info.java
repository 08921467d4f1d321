/** A module for tests alone: it notes every event that it is given, and halts the process or fails where a file says so. */
@NullMarked
package org.kithwork.saboteur.internal;

import org.jspecify.annotations.NullMarked;
