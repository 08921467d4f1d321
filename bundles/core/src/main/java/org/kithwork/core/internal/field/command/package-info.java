/** The shell's face of fields. */
@NullMarked
package org.kithwork.core.internal.field.command;

import org.jspecify.annotations.NullMarked;
