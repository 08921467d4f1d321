/** The limits over REST. */
@NullMarked
package org.kithwork.core.internal.limit.rest;

import org.jspecify.annotations.NullMarked;
