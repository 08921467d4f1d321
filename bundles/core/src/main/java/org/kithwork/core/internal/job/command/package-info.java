/** Jobs in the shell. */
@NullMarked
package org.kithwork.core.internal.job.command;

import org.jspecify.annotations.NullMarked;
