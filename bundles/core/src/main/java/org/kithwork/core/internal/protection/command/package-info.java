/** The shell commands about the keys of what is encrypted. */
@NullMarked
package org.kithwork.core.internal.protection.command;

import org.jspecify.annotations.NullMarked;
