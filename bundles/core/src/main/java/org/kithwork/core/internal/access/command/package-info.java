/** Shell commands for users, roles, stores, tokens and the audit. */
@NullMarked
package org.kithwork.core.internal.access.command;

import org.jspecify.annotations.NullMarked;
