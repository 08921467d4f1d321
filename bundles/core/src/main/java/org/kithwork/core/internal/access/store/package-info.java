/** Tables of users, rights, sessions and audit. */
@NullMarked
package org.kithwork.core.internal.access.store;

import org.jspecify.annotations.NullMarked;
