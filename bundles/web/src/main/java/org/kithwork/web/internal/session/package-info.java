/** Set-up of the first user, sign-in and sign-out of browsers. */
@NullMarked
package org.kithwork.web.internal.session;

import org.jspecify.annotations.NullMarked;
