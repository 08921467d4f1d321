/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.broken.internal.store;

import org.jspecify.annotations.NullMarked;
