/** The shell commands about possible duplicates. */
@NullMarked
package org.kithwork.core.internal.duplicate.command;

import org.jspecify.annotations.NullMarked;
