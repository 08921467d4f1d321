/** Jobs over REST. */
@NullMarked
package org.kithwork.core.internal.job.rest;

import org.jspecify.annotations.NullMarked;
