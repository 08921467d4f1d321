/** The commands {@code funnel:…}. */
@NullMarked
package org.kithwork.funnel.internal.command;

import org.jspecify.annotations.NullMarked;
