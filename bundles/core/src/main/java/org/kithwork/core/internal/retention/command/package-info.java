/** The shell commands of retention. */
@NullMarked
package org.kithwork.core.internal.retention.command;

import org.jspecify.annotations.NullMarked;
