/** What is expected of the months to come, kept week by week, and how far that was from what came. */
@NullMarked
package org.kithwork.funnel.internal.forecast;

import org.jspecify.annotations.NullMarked;
