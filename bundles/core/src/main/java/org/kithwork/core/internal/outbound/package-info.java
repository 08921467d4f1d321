/** Calls to other systems: which ones are allowed, to which addresses they go, and how webhooks are signed. */
@NullMarked
package org.kithwork.core.internal.outbound;

import org.jspecify.annotations.NullMarked;
