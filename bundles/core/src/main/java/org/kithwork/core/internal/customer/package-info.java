/** Who a customer is: creating, changing, finding, and the keys by which one is found. */
@NullMarked
package org.kithwork.core.internal.customer;

import org.jspecify.annotations.NullMarked;
