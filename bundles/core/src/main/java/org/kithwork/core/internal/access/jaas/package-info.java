/** Sign-in to the shell as a Kithwork user, and what each user may run there. */
@NullMarked
package org.kithwork.core.internal.access.jaas;

import org.jspecify.annotations.NullMarked;
