/** How likely what is open is won, learned from what was decided, with the reasons; and how good that was. */
@NullMarked
package org.kithwork.funnel.internal.odds;

import org.jspecify.annotations.NullMarked;
