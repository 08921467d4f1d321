/** The data source that core and modules share, its transactions, and what the two databases do differently. */
@NullMarked
package org.kithwork.database.internal;

import org.jspecify.annotations.NullMarked;
