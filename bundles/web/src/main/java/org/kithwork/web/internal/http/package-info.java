/** The one filter before everything that is served: who calls, what is let in, how failures look. */
@NullMarked
package org.kithwork.web.internal.http;

import org.jspecify.annotations.NullMarked;
