/** Imports in the shell. */
@NullMarked
package org.kithwork.core.internal.importing.command;

import org.jspecify.annotations.NullMarked;
