/** The list of hosts over REST. */
@NullMarked
package org.kithwork.core.internal.outbound.rest;

import org.jspecify.annotations.NullMarked;
