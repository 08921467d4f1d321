/** The audit and the chain of hashes that shows tampering. */
@NullMarked
package org.kithwork.core.internal.access.audit;

import org.jspecify.annotations.NullMarked;
