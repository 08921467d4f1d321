/** The core. Each area has a package: services first, {@code rest} and {@code command} translate, {@code store} keeps. */
@NullMarked
package org.kithwork.core.internal;

import org.jspecify.annotations.NullMarked;
