/** The requests about possible duplicates. */
@NullMarked
package org.kithwork.core.internal.duplicate.rest;

import org.jspecify.annotations.NullMarked;
