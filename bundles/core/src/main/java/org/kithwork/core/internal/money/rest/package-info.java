/** The endpoints of rates and currencies. */
@NullMarked
package org.kithwork.core.internal.money.rest;

import org.jspecify.annotations.NullMarked;
