/** Makes up people and what they did; the same seed and day make the same data. */
@NullMarked
package org.kithwork.demo.internal.data;

import org.jspecify.annotations.NullMarked;
