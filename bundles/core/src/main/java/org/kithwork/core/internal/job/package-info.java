/** Long work: kept in the database with its schedule, run as whoever submitted it, on the one cluster-safe scheduler. */
@NullMarked
package org.kithwork.core.internal.job;

import org.jspecify.annotations.NullMarked;
