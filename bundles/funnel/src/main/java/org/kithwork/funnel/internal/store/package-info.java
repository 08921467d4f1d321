/** The tables of the module. */
@NullMarked
package org.kithwork.funnel.internal.store;

import org.jspecify.annotations.NullMarked;
