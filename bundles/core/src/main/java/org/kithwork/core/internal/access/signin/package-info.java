/** Passwords, lock-out, sessions, API tokens and the set-up of the first user. */
@NullMarked
package org.kithwork.core.internal.access.signin;

import org.jspecify.annotations.NullMarked;
