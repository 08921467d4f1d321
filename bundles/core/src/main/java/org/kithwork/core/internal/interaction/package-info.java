/** Hands interactions to the module that keeps them. */
@NullMarked
package org.kithwork.core.internal.interaction;

import org.jspecify.annotations.NullMarked;
