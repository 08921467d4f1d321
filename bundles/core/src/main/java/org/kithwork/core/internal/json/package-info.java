/** The one mapper for JSON. */
@NullMarked
package org.kithwork.core.internal.json;

import org.jspecify.annotations.NullMarked;
