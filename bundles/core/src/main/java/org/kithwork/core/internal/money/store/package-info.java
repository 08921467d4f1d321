/** Where rates and currencies are kept. */
@NullMarked
package org.kithwork.core.internal.money.store;

import org.jspecify.annotations.NullMarked;
