/** Files of customers for people to take along: made as jobs, sealed, and thrown away after a while. */
@NullMarked
package org.kithwork.core.internal.exporting;

import org.jspecify.annotations.NullMarked;
