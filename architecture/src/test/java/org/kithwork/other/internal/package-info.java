/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.other.internal;

import org.jspecify.annotations.NullMarked;
