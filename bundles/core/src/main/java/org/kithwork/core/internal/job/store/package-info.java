/** The tables of jobs. */
@NullMarked
package org.kithwork.core.internal.job.store;

import org.jspecify.annotations.NullMarked;
