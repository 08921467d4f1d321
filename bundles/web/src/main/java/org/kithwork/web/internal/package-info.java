/** The web runtime. {@code http} guards, {@code rest} translates, the others serve. */
@NullMarked
package org.kithwork.web.internal;

import org.jspecify.annotations.NullMarked;
