/** The tables of imports. */
@NullMarked
package org.kithwork.core.internal.importing.store;

import org.jspecify.annotations.NullMarked;
