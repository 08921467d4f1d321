/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.broken;

import org.jspecify.annotations.NullMarked;
