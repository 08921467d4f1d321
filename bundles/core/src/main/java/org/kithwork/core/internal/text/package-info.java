/** Names and texts as people write them: splitting, spelling in Latin letters, search keys and sort keys. */
@NullMarked
package org.kithwork.core.internal.text;

import org.jspecify.annotations.NullMarked;
