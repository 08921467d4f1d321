/** The tables of customers. */
@NullMarked
package org.kithwork.core.internal.customer.store;

import org.jspecify.annotations.NullMarked;
