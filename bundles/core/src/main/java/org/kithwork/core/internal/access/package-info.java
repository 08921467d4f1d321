/** Who acts and what he may do: users, roles, grants, teams, stores, the company. */
@NullMarked
package org.kithwork.core.internal.access;

import org.jspecify.annotations.NullMarked;
