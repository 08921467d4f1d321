/** Customers in the shell. */
@NullMarked
package org.kithwork.core.internal.customer.command;

import org.jspecify.annotations.NullMarked;
