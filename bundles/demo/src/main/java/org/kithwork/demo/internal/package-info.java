/** Loads fictional customers with their history, and removes them again. */
@NullMarked
package org.kithwork.demo.internal;

import org.jspecify.annotations.NullMarked;
