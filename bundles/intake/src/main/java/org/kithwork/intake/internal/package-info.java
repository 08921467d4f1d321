/** How customers come in by themselves: forms, what is sent in, and what becomes of it. */
@NullMarked
package org.kithwork.intake.internal;

import org.jspecify.annotations.NullMarked;
