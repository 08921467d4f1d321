/** How long opportunities usually are in each stage, and which are there for longer. */
@NullMarked
package org.kithwork.funnel.internal.pace;

import org.jspecify.annotations.NullMarked;
