/** Keeps who saw which customer. */
@NullMarked
package org.kithwork.core.internal.viewing.store;

import org.jspecify.annotations.NullMarked;
