/** Keeps definitions and values of fields. */
@NullMarked
package org.kithwork.core.internal.field.store;

import org.jspecify.annotations.NullMarked;
