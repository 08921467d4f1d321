/** Measures the product in turn with a bare server that does the least, and prints what it found. */
@NullMarked
package org.kithwork.bench;

import org.jspecify.annotations.NullMarked;
