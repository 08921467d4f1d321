/** Probabilistic record linkage after Fellegi and Sunter: plain classes that know neither customers nor a database. */
@NullMarked
package org.kithwork.core.internal.duplicate.linkage;

import org.jspecify.annotations.NullMarked;
