/** Fixtures: each breaks a rule on purpose. */
@NullMarked
package org.kithwork.broken.internal.rest;

import org.jspecify.annotations.NullMarked;
