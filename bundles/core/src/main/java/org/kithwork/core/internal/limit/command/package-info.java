/** The shell commands of limits. */
@NullMarked
package org.kithwork.core.internal.limit.command;

import org.jspecify.annotations.NullMarked;
