/** The REST resource of retention. */
@NullMarked
package org.kithwork.core.internal.retention.rest;

import org.jspecify.annotations.NullMarked;
