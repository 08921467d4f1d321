/** Starts the archive as its users do, by its own script, and looks at it from outside. */
@NullMarked
package org.kithwork.itests;

import org.jspecify.annotations.NullMarked;
