/** How much of what is sensitive a user may do in a day, and who is told when it was more. */
@NullMarked
package org.kithwork.core.internal.limit;

import org.jspecify.annotations.NullMarked;
