/** The company and its stores as modules see them. */
@NullMarked
package org.kithwork.core.internal.company;

import org.jspecify.annotations.NullMarked;
