/** Notes in the shell. */
@NullMarked
package org.kithwork.notebook.internal.command;

import org.jspecify.annotations.NullMarked;
