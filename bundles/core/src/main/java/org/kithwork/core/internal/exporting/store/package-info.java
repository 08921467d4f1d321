/** Where exports are kept. */
@NullMarked
package org.kithwork.core.internal.exporting.store;

import org.jspecify.annotations.NullMarked;
