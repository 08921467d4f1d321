/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.broken.internal;

import org.jspecify.annotations.NullMarked;
