/**
 * The life of modules: packages are checked and kept, a plan says what a change would touch, and what is wanted lies in
 * the database and is brought about when the system starts or an administrator asks.
 */
@NullMarked
package org.kithwork.core.internal.module;

import org.jspecify.annotations.NullMarked;
