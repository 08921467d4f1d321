/** The shell commands of operations. */
@NullMarked
package org.kithwork.core.internal.operation.command;

import org.jspecify.annotations.NullMarked;
