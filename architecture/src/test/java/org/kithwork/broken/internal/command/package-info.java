/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.broken.internal.command;

import org.jspecify.annotations.NullMarked;
