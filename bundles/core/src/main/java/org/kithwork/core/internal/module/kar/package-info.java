/** Reads module packages from strangers: a ZIP with one feature and one bundle, checked before anything is kept. */
@NullMarked
package org.kithwork.core.internal.module.kar;

import org.jspecify.annotations.NullMarked;
