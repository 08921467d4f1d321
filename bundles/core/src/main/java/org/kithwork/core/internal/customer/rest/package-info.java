/** Customers over REST. */
@NullMarked
package org.kithwork.core.internal.customer.rest;

import org.jspecify.annotations.NullMarked;
