/** Keeps what was loaded. */
@NullMarked
package org.kithwork.demo.internal.store;

import org.jspecify.annotations.NullMarked;
