/** The figures of a sales funnel, computed from stages, stays and closed opportunities alone. */
@NullMarked
package org.kithwork.funnel.internal.figure;

import org.jspecify.annotations.NullMarked;
