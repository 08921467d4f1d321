/** The list of hosts in the shell. */
@NullMarked
package org.kithwork.core.internal.outbound.command;

import org.jspecify.annotations.NullMarked;
