/** The kinds of row that the module imports: they read cells and hold no rules. */
@NullMarked
package org.kithwork.archives.internal.importing;

import org.jspecify.annotations.NullMarked;
