/** The shell commands of privacy. */
@NullMarked
package org.kithwork.core.internal.privacy.command;

import org.jspecify.annotations.NullMarked;
