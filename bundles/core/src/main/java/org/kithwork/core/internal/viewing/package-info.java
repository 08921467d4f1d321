/** Who saw which customer. */
@NullMarked
package org.kithwork.core.internal.viewing;

import org.jspecify.annotations.NullMarked;
